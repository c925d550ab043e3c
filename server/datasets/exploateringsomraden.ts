import type { ExpressionSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { DefinitionInput } from './definition.ts';
import { exempel, id, kalla, largestFirst, namn, ours, sweref99, uppdaterad } from './every-dataset.ts';
import { byValue, byZoom, dashesByValue, isOneOf } from './expressions.ts';
import { code, date, integer, list, text, total } from './fields.ts';
import { agreements, houseKinds, landowners, projectKinds, stages, visibilities } from './project-codes.ts';
import { projectWay } from './project-way.ts';

const dwellings = { sv: 'bostäder', en: 'dwellings' };
const places = { sv: 'platser', en: 'places' };
const floorArea = { sv: 'm² bruttoarea', en: 'm² gross floor area' };
const groups = { sv: 'avdelningar', en: 'groups' };

const resting = ['vilande', 'avbruten'];
const size: ExpressionSpecification = ['coalesce', ['get', 'bostader_totalt'], 0];

/** Grows with the area that stands for the dwellings; `large` is that of 900. */
const bySize = (none: number, large: number): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['sqrt', size],
  0,
  none,
  30,
  large,
];

/** Development projects: what is coming, how much of it and when. */
export const exploateringsomraden: DefinitionInput = {
  ...ours,
  id: 'exploateringsomraden',
  title: { sv: 'Exploateringsområden', en: 'Development areas' },
  description: {
    sv: 'Var det ska byggas, hur många bostäder, förskolor och skolor det blir och när folk kan flytta in.',
    en: 'Where building is planned, how many dwellings, preschools and schools it gives and when people can move in.',
  },
  informationsagare: 'mark',
  source: { sv: 'Kommunens projektregister', en: 'The municipality’s project register' },
  updateFrequency: 'MONTHLY',
  keywords: [{ sv: 'bostadsbyggande', en: 'housing construction' }],
  table: 'public.exploateringsomraden',
  key: 'id',
  geometry: sweref99('MultiPolygon'),
  temporal: 'uppdaterad',
  publicRows: [{ field: 'synlighet', in: ['publik'] }],
  fields: [
    id({ tile: 0 }),
    namn({ required: true, aliases: ['projekt', 'projektnamn'] }),
    text('beskrivning', 'Beskrivning', 'Description', {
      tile: 11,
      searchable: true,
      format: 'multiline',
      aliases: ['innehall'],
    }),
    code('typ', 'Typ', 'Kind', projectKinds, { tile: 0 }),
    code('skede', 'Skede', 'Stage', stages, { tile: 0, required: true, aliases: ['status', 'projekt_skede'] }),
    text('beteckning', 'Projektnummer', 'Project number', { tile: 11, searchable: true }),
    list('fastigheter', 'Fastigheter', 'Properties', {
      tile: 11,
      searchable: true,
      aliases: ['fastighet', 'fastighetsbeteckning'],
    }),
    code('markagare', 'Markägare', 'Landowner', landowners, { tile: 11 }),
    list('exploatorer', 'Byggherrar', 'Developers', { tile: 11, aliases: ['exploator', 'byggherrar'] }),
    code('avtalstyp', 'Avtal', 'Agreement', agreements, { public: false }),
    date('plexbeslut_datum', 'PLEX-beslut', 'Committee decision', { tile: 11, aliases: ['plexbeslut', 'beslut'] }),
    text('plexbeslut_paragraf', 'Paragraf', 'Section'),
    text('plexbeslut_diarienummer', 'Diarienummer', 'Reference number'),
    integer('bostader_totalt', 'Bostäder totalt', 'Dwellings in total', {
      tile: 0,
      unit: dwellings,
      aliases: ['bostader', 'antal_bostader'],
    }),
    integer('bostader_flerbostadshus', 'i flerbostadshus', 'in apartment buildings', { tile: 11, unit: dwellings }),
    integer('bostader_smahus', 'i småhus', 'in houses', { tile: 11, unit: dwellings }),
    integer('bostader_specialbostad', 'specialbostäder', 'special housing', { tile: 11, unit: dwellings }),
    integer('hyresratter', 'Hyresrätter', 'Rented', { tile: 11, unit: dwellings }),
    integer('bostadsratter', 'Bostadsrätter', 'Tenant-owned', { tile: 11, unit: dwellings }),
    integer('aganderatter', 'Äganderätter', 'Owner-occupied', { tile: 11, unit: dwellings }),
    integer('bta_verksamhet_m2', 'Lokaler', 'Premises', { tile: 11, unit: floorArea }),
    integer('forskola_avdelningar', 'Förskola', 'Preschool', { tile: 11, unit: groups }),
    integer('grundskola_platser', 'Grundskola', 'Primary school', { tile: 11, unit: places }),
    integer('aldreboende_platser', 'Äldreboende', 'Care home', { tile: 11, unit: places }),
    integer('lss_platser', 'LSS-boende', 'Supported housing', { tile: 11, unit: places }),
    integer('byggstart_ar', 'Byggstart', 'Start of construction', { tile: 0, format: 'year' }),
    integer('inflyttning_fran_ar', 'Inflyttning från', 'Move-in from', { tile: 0, format: 'year' }),
    integer('inflyttning_till_ar', 'Inflyttning till', 'Move-in until', { tile: 0, format: 'year' }),
    list('detaljplaner', 'Detaljplaner (objektidentitet)', 'Plans (object identity)', { tile: 11 }),
    text('kontakt_funktion', 'Kontakt', 'Contact', { tile: 11 }),
    text('webbadress', 'Läs mer', 'Read more', { tile: 11, format: 'link', aliases: ['url', 'lank'] }),
    code('synlighet', 'Synlighet', 'Visibility', visibilities, { public: false }),
    kalla,
    uppdaterad,
    exempel({ tile: 0 }),
  ],
  need: {
    role: 'projects',
    units: {
      forskola: 'forskola_avdelningar',
      f3: 'grundskola_platser',
      ak46: 'grundskola_platser',
      ak79: 'grundskola_platser',
      aldreboende: 'aldreboende_platser',
      lss: 'lss_platser',
    },
    from: 'inflyttning_fran_ar',
    counted: {
      field: 'skede',
      in: ['idé', 'planbesked', 'planering', 'genomförandeavtal', 'projektering', 'byggnation'],
    },
  },
  series: [
    {
      table: 'public.exploatering_bostader',
      on: { omrade: 'id' },
      along: 'ar',
      value: 'antal',
      measures: [total('fardigstallda', 'Färdiga bostäder', 'Finished dwellings', dwellings)],
    },
  ],
  building: {
    dwellings: 'bostader_totalt',
    start: 'byggstart_ar',
    movingIn: { from: 'inflyttning_fran_ar', until: 'inflyttning_till_ar' },
    finished: {
      table: 'public.exploatering_bostader',
      on: { omrade: 'id' },
      year: 'ar',
      count: 'antal',
      kind: 'hustyp',
      kinds: houseKinds.map(([value, sv, en]) => ({ value, title: { sv, en } })),
    },
    premises: [
      { field: 'forskola_avdelningar' },
      { field: 'grundskola_platser' },
      { field: 'aldreboende_platser' },
      { field: 'lss_platser' },
    ],
  },
  tiles: { minzoom: 8, maxzoom: 15, rank: [{ by: 'bostader_totalt', order: 'desc' }, largestFirst] },
  import: { keyFrom: ['beteckning', 'namn'] },
  checks: [
    {
      id: 'plans',
      kind: 'refers',
      field: 'detaljplaner',
      table: 'public.detaljplaner',
      to: 'objektidentitet',
      severity: 'warning',
      title: { sv: 'Projektens planer finns', en: 'The plans of the projects exist' },
    },
    {
      id: 'years',
      kind: 'in-order',
      fields: ['byggstart_ar', 'inflyttning_fran_ar', 'inflyttning_till_ar'],
      severity: 'error',
      title: {
        sv: 'Byggstart, första och sista inflyttning: i den ordningen',
        en: 'Start of construction, first and last move-in: in that order',
      },
    },
  ],
  here: { way: projectWay },
  relations: [
    {
      kind: 'names',
      to: 'detaljplaner',
      field: 'detaljplaner',
      theirs: 'objektidentitet',
      title: { sv: 'Bygger på detaljplaner', en: 'Builds on the plans' },
      back: { sv: 'Projekt som bygger på planen', en: 'Projects that build on the plan' },
    },
    {
      kind: 'overlaps',
      to: 'detaljplaner',
      least: 0.01,
      title: { sv: 'Andra planer i området', en: 'Other plans in the area' },
      back: { sv: 'Andra projekt i planens område', en: 'Other projects in the plan’s area' },
    },
    {
      kind: 'overlaps',
      to: 'prognosomraden',
      least: 0.01,
      title: { sv: 'Ligger i prognosområde', en: 'Lies in the forecast area' },
      back: { sv: 'Projekt i området', en: 'Projects in the area' },
    },
  ],
  map: {
    subject: 'exploateringsomraden',
    floor: 'projects',
    order: 50,
    visible: false,
    layers: [
      {
        name: 'area',
        type: 'fill',
        minzoom: 13,
        paint: {
          'fill-color': '@project-fill',
          'fill-opacity': byZoom(
            [13, byValue('skede', 0.18, [resting, 0])],
            [15, byValue('skede', 0.06, [resting, 0])],
          ),
        },
      },
      {
        // The nearer to what is built, the closer: finished is no longer hatched.
        name: 'hatch',
        type: 'fill',
        minzoom: 13,
        filter: ['!', isOneOf('skede', 'klar', ...resting)],
        paint: {
          'fill-pattern': byValue(
            'skede',
            '@image/project-hatch',
            [['idé', 'planbesked'], '@image/project-hatch-sparse'],
            ['byggnation', '@image/project-hatch-close'],
          ),
          'fill-opacity': 0.9,
        },
      },
      {
        name: 'hatch-resting',
        type: 'fill',
        minzoom: 13,
        filter: isOneOf('skede', ...resting),
        paint: {
          'fill-pattern': byValue('skede', '@image/project-hatch-quiet', ['avbruten', '@image/project-crosses-quiet']),
          'fill-opacity': 0.9,
        },
      },
      {
        name: 'line',
        type: 'line',
        minzoom: 13,
        filter: isOneOf('skede', 'byggnation', 'klar'),
        layout: { 'line-join': 'round' },
        paint: { 'line-color': '@project', 'line-width': byZoom([13, 1.6], [16, 3]) },
      },
      {
        name: 'line-planned',
        type: 'line',
        minzoom: 13,
        filter: ['!', isOneOf('skede', 'byggnation', 'klar', ...resting)],
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': '@project',
          'line-width': byZoom([13, 1.6], [16, 3]),
          'line-dasharray': dashesByValue(
            'skede',
            [1, 2],
            ['planbesked', [2, 2]],
            ['planering', [5, 2]],
            ['genomförandeavtal', [8, 1.5, 1.5, 1.5]],
            ['projektering', [8, 1.5, 1.5, 1.5, 1.5, 1.5]],
          ),
        },
      },
      {
        name: 'line-resting',
        type: 'line',
        minzoom: 13,
        filter: isOneOf('skede', ...resting),
        paint: {
          'line-color': '@project-quiet',
          'line-width': byZoom([13, 1], [16, 1.6]),
          'line-dasharray': dashesByValue('skede', [4, 3], ['avbruten', [1, 4]]),
        },
      },
      {
        // As large as the number of dwellings, with a ring that shows how far the project has come.
        name: 'ring',
        type: 'symbol',
        maxzoom: 13,
        layout: {
          'icon-image': byValue(
            'skede',
            '@image/ring-quiet',
            ['idé', '@image/ring-0'],
            ['planbesked', '@image/ring-1'],
            ['planering', '@image/ring-2'],
            ['genomförandeavtal', '@image/ring-4'],
            ['projektering', '@image/ring-5'],
            ['byggnation', '@image/ring-6'],
            ['klar', '@image/ring-8'],
            ['avbruten', '@image/ring-cancelled'],
          ),
          'icon-size': byZoom([8, bySize(0.18, 0.8)], [12, bySize(0.32, 1.4)]),
          'icon-allow-overlap': true,
          'icon-ignore-placement': true,
          // Large below, so that a small one is never hidden.
          'symbol-sort-key': ['-', 0, size],
          'symbol-z-order': 'auto',
        },
      },
      {
        name: 'label',
        type: 'symbol',
        floor: 'names',
        minzoom: 11.5,
        layout: {
          'text-field': ['get', 'namn'],
          'text-font': ['Source Sans Semibold'],
          'text-size': byZoom([11.5, 13], [16, 15]),
          'text-max-width': 8,
          'text-variable-anchor': ['top', 'bottom', 'right', 'left'],
          // Outside the ring, whose size follows the dwellings.
          'text-radial-offset': ['step', ['zoom'], bySize(0.7, 2), 13, 0.3],
          'text-justify': 'auto',
        },
        paint: { 'text-color': '@project-text', 'text-halo-color': '@halo', 'text-halo-width': 1.6 },
      },
    ],
    legend: [
      { geometry: 'point', by: 'skede', sample: { bostader_totalt: 160 } },
      {
        title: { sv: 'Ju fler bostäder, desto större', en: 'The more dwellings, the larger' },
        geometry: 'point',
        trueSize: true,
        rows: [50, 200, 800].map((count) => ({
          title: { sv: `${count} bostäder`, en: `${count} dwellings` },
          sample: { skede: 'planering', bostader_totalt: count },
        })),
      },
      { geometry: 'polygon', by: 'skede' },
    ],
    popup: {
      title: ['namn'],
      subtitle: 'skede',
      fields: [
        'beskrivning',
        'typ',
        'bostader_totalt',
        'bostader_flerbostadshus',
        'bostader_smahus',
        'bostader_specialbostad',
        'hyresratter',
        'bostadsratter',
        'aganderatter',
        'forskola_avdelningar',
        'grundskola_platser',
        'aldreboende_platser',
        'lss_platser',
        'bta_verksamhet_m2',
        'byggstart_ar',
        'inflyttning_fran_ar',
        'inflyttning_till_ar',
        'markagare',
        'exploatorer',
        'fastigheter',
        'plexbeslut_datum',
        'kontakt_funktion',
        'webbadress',
      ],
    },
  },
};
