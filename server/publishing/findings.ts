import type { Localized } from '../datasets/definition.ts';
import { error, listed, oneOf, shouldBe } from './findings/words.ts';

/** What an import can report of the command and of the file. Of what is in the file: findings/. */

// The command

export const unknownDataset = (known: readonly string[]) =>
  error('dataset-unknown', { sv: 'datamängden finns inte', en: 'there is no such dataset' }, oneOf(known));

export const optionField = (option: string, known: readonly string[]) =>
  error(
    'option-field',
    { sv: `${option} nämner ett fält som inte finns`, en: `${option} names a field that does not exist` },
    oneOf(known),
  );

export const optionColumn = (known: readonly string[]) =>
  error(
    'option-column',
    { sv: '--map nämner en kolumn som filen inte har', en: '--map names a column that the file does not have' },
    oneOf(known),
  );

export const optionEdition = () =>
  error('option-edition', {
    sv: 'datamängden har inga utgåvor, --edition går inte att använda',
    en: 'the dataset has no editions, --edition cannot be used',
  });

export const optionShow = () =>
  error('option-show', {
    sv: 'datamängden visar alltid alla rader, --show går inte att använda',
    en: 'the dataset always shows all rows, --show cannot be used',
  });

export const unknownCrs = () =>
  error(
    'crs-unknown',
    { sv: 'koordinatsystemet är okänt', en: 'the coordinate system is unknown' },
    shouldBe({ sv: 'en EPSG-kod, till exempel EPSG:3010', en: 'an EPSG code, such as EPSG:3010' }),
  );

export const notWritable = () =>
  error('table-not-writable', {
    sv: 'datamängden är en vy eller saknar sin tabell, den kan inte fyllas från en fil',
    en: 'the dataset is a view or has no table, it cannot be filled from a file',
  });

// The file

export const fileMissing = () =>
  error('file-missing', {
    sv: 'filen finns inte eller går inte att läsa',
    en: 'the file does not exist or cannot be read',
  });

export const notAFile = () =>
  error('not-a-file', {
    sv: 'det är ingen vanlig fil eller mapp (en enhet, ett rör eller en socket)',
    en: 'it is no regular file or folder (a device, a pipe or a socket)',
  });

export const fileChanged = () =>
  error(
    'file-changed',
    { sv: 'filen ändrades medan den lästes', en: 'the file changed while it was read' },
    { sv: 'vänta tills den är färdig och importera igen', en: 'wait until it is finished and import again' },
  );

export const fileEmpty = () => error('file-empty', { sv: 'filen är tom', en: 'the file is empty' });

export const noRows = () => error('no-rows', { sv: 'filen har inga rader', en: 'the file has no rows' });

export const fileTooLarge = (format: 'JSON' | 'XML', megabytes: number) =>
  error('file-too-large', {
    sv: `en ${format}-fil får vara högst ${megabytes} MB; gör om den till GeoPackage`,
    en: `a file of ${format} may be ${megabytes} MB at most; convert it to GeoPackage`,
  });

export const xmlDeclaresEntities = () =>
  error(
    'xml-doctype',
    {
      sv: 'filen har en dokumenttyp (<!DOCTYPE>), som kan hämta andra filer eller svälla; sådana läses inte',
      en: 'the file has a document type (<!DOCTYPE>), which can fetch other files or swell; such are not read',
    },
    { sv: 'ta bort den ur filen', en: 'remove it from the file' },
  );

export const fileUnreadable = (detail: string) =>
  error(
    'file-unreadable',
    { sv: `filen går inte att läsa${about(detail)}`, en: `the file cannot be read${about(detail)}` },
    {
      sv: 'tjänsten läser GeoPackage, GeoJSON, Shapefile, FileGDB, FlatGeobuf, MapInfo, GML, KML, DXF, CSV, XLSX, ODS, NGP-JSON, SS 637040 eller JSON-rader, i en zip eller mapp också',
      en: 'the service reads GeoPackage, GeoJSON, Shapefile, FileGDB, FlatGeobuf, MapInfo, GML, KML, DXF, CSV, XLSX, ODS, NGP JSON, SS 637040 or JSON rows, in a zip or a folder too',
    },
  );

export const fileDamaged = (detail: string) =>
  error(
    'file-damaged',
    { sv: `filen är skadad eller avklippt${about(detail)}`, en: `the file is damaged or cut off${about(detail)}` },
    { sv: 'hämta eller exportera den igen', en: 'fetch or export it again' },
  );

function about(detail: string): string {
  return detail ? ` (${detail})` : '';
}

export const chooseLayer = (layers: readonly string[]) =>
  error(
    'layer-choose',
    { sv: 'filen har flera lager', en: 'the file has several layers' },
    {
      sv: `välj ett med --layer: ${listed(layers).sv}`,
      en: `choose one with --layer: ${listed(layers).en}`,
    },
  );

export const unknownLayer = (layers: readonly string[]) =>
  error('layer-unknown', { sv: 'lagret finns inte i filen', en: 'the file has no such layer' }, oneOf(layers));

export const notForThisDataset = (datasets: readonly string[]) =>
  error(
    'ngp-dataset',
    {
      sv: 'filen är en leverans av detaljplaner, den hör inte till den här datamängden',
      en: 'the file is a delivery of detailed development plans, it does not belong to this dataset',
    },
    oneOf(datasets),
  );

export const crsMissing = (guess: Localized) =>
  error(
    'crs-missing',
    {
      sv: 'filen säger inte vilket koordinatsystem den har',
      en: 'the file does not say which coordinate system it has',
    },
    guess,
  );

export const columnMissing = (columns: readonly string[], field: string) =>
  error(
    'column-missing',
    { sv: 'filen saknar en kolumn som behövs', en: 'the file lacks a column that is needed' },
    {
      sv: `ange den med --map ${field}=<kolumn> eller --set ${field}=<värde>; filen har: ${listed(columns).sv}`,
      en: `give it with --map ${field}=<column> or --set ${field}=<value>; the file has: ${listed(columns).en}`,
    },
  );

export const wideColumn = (field: Localized) =>
  error(
    'wide-column',
    {
      sv: `kolumnens namn är inget värde för ${field.sv.toLowerCase()}, som de andra kolumnernas`,
      en: `the name of the column is no value of ${field.en.toLowerCase()}, as those of the others are`,
    },
    { sv: 'rätta namnet eller ta bort kolumnen', en: 'correct the name or remove the column' },
  );

export const wideTwice = (before: string, field: Localized) =>
  error('wide-twice', {
    sv: `två kolumner är samma ${field.sv.toLowerCase()}: den andra heter ${before}`,
    en: `two columns are the same ${field.en.toLowerCase()}: the other is called ${before}`,
  });

export const wideGroup = (field: Localized) =>
  error(
    'wide-group',
    {
      sv: `kolumnen är en grupp av flera värden för ${field.sv.toLowerCase()}, och datamängden har en rad för varje`,
      en: `the column is a group of several values of ${field.en.toLowerCase()}, and the dataset has a row for each`,
    },
    { sv: 'exportera tabellen utan grupper', en: 'export the table without groups' },
  );
