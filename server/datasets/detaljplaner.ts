import type { DefinitionInput } from './definition.ts';
import { exempel, kalla, namn, ours, sweref99, uppdaterad } from './every-dataset.ts';
import { type Code, code, date, integer, text, timestamptz } from './fields.ts';
import { months } from './units.ts';

const statuses: readonly Code[] = [
  ['påbörjad', 'Påbörjad', 'Started', 'arbetet med planen har börjat', 'work on the plan has begun'],
  ['samråd', 'Samråd', 'Consultation', 'ett förslag finns att tycka till om', 'a proposal is open for comments'],
  ['granskning', 'Granskning', 'Review', 'det färdiga förslaget granskas', 'the finished proposal is reviewed'],
  ['antagen', 'Antagen', 'Adopted', 'kommunen har beslutat, planen gäller inte än', 'decided, does not apply yet'],
  ['överklagad', 'Överklagad', 'Appealed', 'beslutet prövas i domstol', 'the decision is tried in court'],
  ['tillsyn', 'Tillsyn', 'Supervision', 'länsstyrelsen prövar beslutet', 'the county board examines the decision'],
  ['laga kraft', 'Laga kraft', 'In force', 'planen gäller', 'the plan applies'],
  ['upphävd', 'Upphävd', 'Repealed', 'planen gäller inte längre', 'the plan no longer applies'],
  ['avslutad', 'Avslutad', 'Closed', 'arbetet avbröts', 'the work was stopped'],
];

const planTypes: readonly Code[] = [
  ['detaljplan', 'Detaljplan', 'Detailed development plan'],
  ['stadsplan', 'Stadsplan', 'Town plan (older)'],
  ['byggnadsplan', 'Byggnadsplan', 'Building plan (older)'],
  ['avstyckningsplan', 'Avstyckningsplan', 'Subdivision plan (older)'],
];

const deciders: readonly Code[] = [
  ['byggnadsnämnd enligt PBL', 'Byggnadsnämnden', 'Building committee'],
  ['kommunstyrelse', 'Kommunstyrelsen', 'Municipal executive board'],
  ['kommunfullmäktige', 'Kommunfullmäktige', 'Municipal council'],
];

const decisions: readonly Code[] = [
  ['antagande av ny detaljplan', 'Antagande av ny detaljplan', 'Adoption of a new plan'],
  ['antagande om ändring', 'Antagande om ändring', 'Adoption of a change'],
  ['antagande om upphävande', 'Antagande om upphävande', 'Adoption of a repeal'],
  ['beslut om avslut', 'Beslut om avslut', 'Decision to close'],
];

const degrees: readonly Code[] = [
  ['komplett', 'Komplett', 'Complete'],
  ['ej komplett', 'Ej komplett', 'Not complete'],
];

const reliabilities: readonly Code[] = [
  ['god', 'God', 'Good'],
  ['medel', 'Medel', 'Medium'],
  ['låg', 'Låg', 'Low'],
];

/** Plan areas after Lantmäteriet's information specification Detaljplan v4.1. */
export const detaljplaner: DefinitionInput = {
  ...ours,
  id: 'detaljplaner',
  title: { sv: 'Detaljplaner', en: 'Detailed development plans' },
  description: {
    sv: 'Var det finns en detaljplan eller en plan på gång, hur långt den har kommit och när den började gälla.',
    en: 'Where a detailed development plan applies or is being made, how far it has come and since when it applies.',
  },
  informationsagare: 'samhallsbyggnad',
  source: { sv: 'Kommunens digitala planregister', en: 'The municipality’s digital plan register' },
  updateFrequency: 'CONT',
  keywords: [
    { sv: 'detaljplan', en: 'detailed development plan' },
    { sv: 'planerad markanvändning', en: 'planned land use' },
  ],
  table: 'public.detaljplaner',
  key: 'objektidentitet',
  geometry: sweref99('MultiPolygon'),
  temporal: 'datum_statusforandring',
  fields: [
    text('objektidentitet', 'Objektidentitet', 'Object identity', { tile: 0, required: true }),
    integer('objektversion', 'Objektversion', 'Object version'),
    timestamptz('version_giltig_fran', 'Versionen gäller från', 'Version valid from'),
    text('kommun', 'Kommunkod', 'Municipality code'),
    text('beteckning', 'Planbeteckning', 'Plan number', {
      tile: 0,
      searchable: true,
      aliases: ['planid', 'plannummer', 'aktbeteckning'],
    }),
    namn({ required: true, aliases: ['plannamn'] }),
    text('syfte', 'Syfte', 'Purpose', { tile: 13, searchable: true, format: 'multiline' }),
    code('status', 'Planstatus', 'Plan status', statuses, { tile: 0, required: true, aliases: ['planstatus'] }),
    date('datum_statusforandring', 'Status sedan', 'Status since', { tile: 13 }),
    code('typ', 'Plantyp', 'Plan type', planTypes, { tile: 0, aliases: ['plantyp'] }),
    date('datum_paborjat', 'Påbörjad', 'Begun', { tile: 13 }),
    date('datum_antagande', 'Antagen', 'Adopted', { tile: 13 }),
    date('datum_laga_kraft', 'Laga kraft', 'In force since', { tile: 13, aliases: ['lagakraft', 'laga_kraft'] }),
    integer('genomforandetid_manader', 'Genomförandetid', 'Implementation period', { unit: months }),
    date('genomforandetid_startar', 'Genomförandetiden börjar', 'Implementation period begins'),
    date('genomforandetid_slutar', 'Genomförandetiden slutar', 'Implementation period ends', {
      tile: 13,
      generated: true,
    }),
    code('instans', 'Beslutad av', 'Decided by', deciders, { tile: 13 }),
    code('beslutstyp', 'Beslut', 'Decision', decisions),
    text('diarienummer', 'Diarienummer', 'Reference number', { tile: 13, searchable: true }),
    text('diarienummer_fullmaktige', 'Diarienummer i fullmäktige', 'Reference number in the council'),
    code('digitaliseringsniva', 'Digitaliseringsnivå', 'Degree of digitisation', degrees),
    code('anvandbarhet', 'Tillförlitlighet', 'Reliability', reliabilities, { tile: 13 }),
    text('plankarta_lank', 'Plankarta', 'Plan map', { tile: 13, format: 'link' }),
    text('planbeskrivning_lank', 'Planbeskrivning', 'Plan description', { tile: 13, format: 'link' }),
    text('beslutsprotokoll_lank', 'Beslutsprotokoll', 'Minutes of the decision', { tile: 13, format: 'link' }),
    kalla,
    uppdaterad,
    exempel({ tile: 0 }),
  ],
  tiles: { minzoom: 8, maxzoom: 16, rank: [{ by: 'area', order: 'desc' }] },
  import: { scope: ['objektidentitet'], ngp: 'detaljplan', raw: 'ngp_objekt' },
  map: {
    subject: 'detaljplaner',
    floor: 'plans',
    order: 40,
    visible: true,
    standing: { field: 'status', applies: ['laga kraft'], ended: ['upphävd', 'avslutad'] },
    layers: [
      {
        name: 'fill-in-force',
        type: 'fill',
        filter: ['==', ['get', 'status'], 'laga kraft'],
        paint: {
          'fill-color': '@plan-fill',
          'fill-opacity': ['interpolate', ['linear'], ['zoom'], 8, 0.4, 12, 0.24, 13.5, 0.18, 14.2, 0],
        },
      },
      {
        name: 'fill-decided',
        type: 'fill',
        filter: ['in', ['get', 'status'], ['literal', ['antagen', 'överklagad', 'tillsyn']]],
        paint: {
          'fill-color': '@plan-fill',
          'fill-opacity': ['interpolate', ['linear'], ['zoom'], 8, 0.3, 13.5, 0.14, 14.2, 0],
        },
      },
      {
        name: 'hatch-decided',
        type: 'fill',
        filter: ['in', ['get', 'status'], ['literal', ['antagen', 'överklagad', 'tillsyn']]],
        paint: {
          // Each status by itself, without colour: rising, falling, and falling closely.
          'fill-pattern': [
            'match',
            ['get', 'status'],
            'överklagad',
            '@image/plan-hatch-falling',
            'tillsyn',
            '@image/plan-hatch-falling-close',
            '@image/plan-hatch-sparse',
          ],
          'fill-opacity': ['interpolate', ['linear'], ['zoom'], 9, 0.35, 11, 1, 14, 1, 16, 0.4],
        },
      },
      {
        name: 'hatch-process',
        type: 'fill',
        filter: ['in', ['get', 'status'], ['literal', ['påbörjad', 'samråd', 'granskning']]],
        paint: {
          'fill-pattern': ['match', ['get', 'status'], 'granskning', '@image/plan-hatch-close', '@image/plan-hatch'],
          'fill-opacity': ['interpolate', ['linear'], ['zoom'], 9, 0.35, 11, 0.9, 14, 0.9, 16, 0.4],
        },
      },
      {
        name: 'line-ended',
        type: 'line',
        floor: 'provisions',
        standing: 'ended',
        minzoom: 11,
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': '@plan-ended',
          'line-width': ['interpolate', ['linear'], ['zoom'], 11, 0.5, 16, 1.2],
          'line-dasharray': [6, 4],
        },
      },
      {
        name: 'line-in-force',
        type: 'line',
        floor: 'provisions',
        filter: ['==', ['get', 'status'], 'laga kraft'],
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': '@plan',
          'line-width': ['interpolate', ['exponential', 1.4], ['zoom'], 8, 0.3, 12, 0.8, 14, 1.4, 16, 2.4, 18, 4],
          'line-opacity': ['interpolate', ['linear'], ['zoom'], 9, 0.6, 12, 0.9],
        },
      },
      {
        name: 'line-decided',
        type: 'line',
        floor: 'provisions',
        filter: ['in', ['get', 'status'], ['literal', ['antagen', 'överklagad', 'tillsyn']]],
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': '@plan',
          'line-width': ['interpolate', ['exponential', 1.4], ['zoom'], 8, 0.4, 12, 1.1, 14, 1.6, 16, 2.4, 18, 4],
          'line-dasharray': [8, 1.5, 1.5, 1.5],
        },
      },
      {
        name: 'line-process',
        type: 'line',
        floor: 'provisions',
        filter: ['in', ['get', 'status'], ['literal', ['samråd', 'granskning']]],
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': '@plan-process',
          'line-width': ['interpolate', ['exponential', 1.4], ['zoom'], 8, 0.4, 12, 1.3, 14, 1.8, 16, 2.6, 18, 4],
          'line-dasharray': [4, 2],
        },
      },
      {
        name: 'line-started',
        type: 'line',
        floor: 'provisions',
        filter: ['==', ['get', 'status'], 'påbörjad'],
        layout: { 'line-join': 'round', 'line-cap': 'round' },
        paint: {
          'line-color': '@plan-process',
          'line-width': ['interpolate', ['exponential', 1.4], ['zoom'], 8, 0.5, 12, 1.6, 14, 2.2, 16, 3, 18, 4],
          'line-dasharray': [0, 2.2],
        },
      },
      {
        // A plan that is too small for the zoom comes as a point.
        name: 'point',
        type: 'circle',
        filter: ['==', ['geometry-type'], 'Point'],
        paint: {
          'circle-color': ['match', ['get', 'status'], ['påbörjad', 'samråd', 'granskning'], '@halo', '@plan-fill'],
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 8, 1.4, 12, 2.6],
          'circle-stroke-color': [
            'match',
            ['get', 'status'],
            ['påbörjad', 'samråd', 'granskning'],
            '@plan-process',
            '@plan',
          ],
          'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 8, 0.6, 12, 1.1],
        },
      },
      {
        name: 'label',
        type: 'symbol',
        floor: 'names',
        minzoom: 13,
        layout: {
          'text-field': ['get', 'beteckning'],
          // Where two names want one place, that of the plan that applies.
          'symbol-sort-key': ['case', ['==', ['get', 'status'], 'laga kraft'], 0, 1],
          'text-font': ['Source Sans Semibold'],
          'text-size': ['interpolate', ['linear'], ['zoom'], 13, 13, 17, 15],
          'text-padding': 12,
        },
        paint: { 'text-color': '@plan-text', 'text-halo-color': '@halo', 'text-halo-width': 1.6 },
      },
    ],
    legend: [{ by: 'status', geometry: 'polygon' }],
    popup: {
      title: ['namn'],
      subtitle: 'status',
      fields: [
        'beteckning',
        'typ',
        'syfte',
        'datum_paborjat',
        'datum_antagande',
        'datum_laga_kraft',
        'datum_statusforandring',
        'genomforandetid_slutar',
        'instans',
        'diarienummer',
        'anvandbarhet',
        'plankarta_lank',
        'planbeskrivning_lank',
        'beslutsprotokoll_lank',
      ],
    },
  },
};
