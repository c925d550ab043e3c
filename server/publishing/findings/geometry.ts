import type { Localized } from '../../datasets/definition.ts';
import { error, shouldBe, warning } from './words.ts';

/** What an import can report of geometry. */

export const geometryTooLarge = (row: number, corners: number, most: number) =>
  error(
    'geometry-too-large',
    {
      sv: `rad ${row} har ${corners.toLocaleString('sv-SE')} hörn; ett objekt får ha högst ${most.toLocaleString('sv-SE')}`,
      en: `row ${row} has ${corners.toLocaleString('en-GB')} corners; a feature may have ${most.toLocaleString('en-GB')} at most`,
    },
    {
      sv: 'förenkla det eller dela det i flera, till exempel med ogr2ogr -simplify 0.1',
      en: 'simplify it or divide it into several, for instance with ogr2ogr -simplify 0.1',
    },
  );

export const geometryMissing = () =>
  error('geometry-missing', { sv: 'raden saknar geometri', en: 'the row has no geometry' });

export const geometryType = (wanted: Localized) =>
  error('geometry-type', { sv: 'geometrin är av fel slag', en: 'the geometry is of the wrong kind' }, shouldBe(wanted));

export const geometryBroken = () =>
  error(
    'geometry-broken',
    { sv: 'geometrin går inte att läsa', en: 'the geometry cannot be read' },
    {
      sv: 'en linje ska ha minst två punkter, en yta minst tre, och alla koordinater ska vara tal',
      en: 'a line should have at least two points, a surface three, and all coordinates should be numbers',
    },
  );

export const geometryOutside = (hint: Localized) =>
  error(
    'geometry-outside',
    { sv: 'koordinaterna ligger utanför Sverige', en: 'the coordinates are outside Sweden' },
    hint,
  );

export const crsElsewhere = (said: number, found: number, kilometres: number) =>
  error(
    'crs-elsewhere',
    {
      sv: `med EPSG:${said} hamnar allt ${kilometres} km härifrån; med EPSG:${found} hamnar det här`,
      en: `in EPSG:${said} all of it is ${kilometres} km away; in EPSG:${found} it is here`,
    },
    {
      sv: `pröva --crs EPSG:${found}; är EPSG:${said} rätt, säg det med --crs EPSG:${said}`,
      en: `try --crs EPSG:${found}; if EPSG:${said} is right, say so with --crs EPSG:${said}`,
    },
  );

const at = (place: string, word: string) => (place ? ` ${word} ${place}` : '');

export const geometryRepaired = (reason: Localized, place: string) =>
  warning('geometry-repaired', {
    sv: `geometrin var ogiltig och har lagats: ${reason.sv}${at(place, 'vid')}`,
    en: `the geometry was invalid and has been repaired: ${reason.en}${at(place, 'at')}`,
  });

export const geometryInvalid = (reason: Localized, place: string) =>
  error(
    'geometry-invalid',
    {
      sv: `geometrin är ogiltig och går inte att laga: ${reason.sv}${at(place, 'vid')}`,
      en: `the geometry is invalid and cannot be repaired: ${reason.en}${at(place, 'at')}`,
    },
    { sv: 'rita om den i ett GIS-program', en: 'draw it again in a GIS program' },
  );
