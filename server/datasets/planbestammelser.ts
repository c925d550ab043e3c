import type { ExpressionSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { DefinitionInput } from './definition.ts';
import { exempel, id, kalla, ours, sweref99, uppdaterad } from './every-dataset.ts';
import { boolean, type Code, code, integer, list, text } from './fields.ts';
import { months } from './units.ts';

/** The provision's plan applies: what it says is law. */
const applies = ['==', ['get', 'plan_status'], 'laga kraft'] satisfies ExpressionSpecification;

/** In brackets where it is a proposal. */
const letter = [
  'case',
  applies,
  ['get', 'beteckning'],
  ['concat', '(', ['get', 'beteckning'], ')'],
] satisfies ExpressionSpecification;

/** After BFS 2020:6. */
const colour = [
  'match',
  ['get', 'farg'],
  'Gul',
  '@bfs-gul',
  'Brun',
  '@bfs-brun',
  'Beige',
  '@bfs-beige',
  'Orange',
  '@bfs-orange',
  'Röd',
  '@bfs-rod',
  'Rosa',
  '@bfs-rosa',
  'Lila',
  '@bfs-lila',
  'Blå',
  '@bfs-bla',
  'Blågrå',
  '@bfs-blagra',
  'Grön',
  '@bfs-gron',
  'Ljusgrön',
  '@bfs-ljusgron',
  'Grå',
  '@bfs-gra',
  'Ljusgrå',
  '@bfs-ljusgra',
  '@bfs-okand',
] satisfies ExpressionSpecification;

const colourNames = {
  sv: 'Färgnamn enligt planbestämmelsekatalogen (BFS 2020:6).',
  en: 'Colour name after the national catalogue (BFS 2020:6).',
};

const kinds: readonly Code[] = [
  ['användningsbestämmelse', 'Användningsbestämmelse', 'Use provision'],
  ['egenskapsbestämmelse', 'Egenskapsbestämmelse', 'Property provision'],
  ['administrativ bestämmelse', 'Administrativ bestämmelse', 'Administrative provision'],
];

const forms: readonly Code[] = [
  ['Allmän plats', 'Allmän plats', 'Public place'],
  ['Kvartersmark', 'Kvartersmark', 'Block land'],
  ['Vattenområde', 'Vattenområde', 'Water area'],
  ['Planområdet', 'Planområdet', 'The whole plan area'],
  ['Byggnadskvarter', 'Byggnadskvarter (äldre)', 'Building block (older)'],
  ['Specialområde', 'Specialområde (äldre)', 'Special area (older)'],
];

const colours: readonly Code[] = [
  ['Gul', 'Bostäder', 'Housing'],
  ['Brun', 'Handel och centrum', 'Shops and centre'],
  ['Beige', 'Kontor och tillfällig vistelse', 'Offices and short stays'],
  ['Orange', 'Besöksanläggningar', 'Visitor facilities'],
  ['Röd', 'Vård och skola', 'Care and school'],
  ['Rosa', 'Kulturmiljö och bad', 'Heritage and bathing'],
  ['Lila', 'Verksamheter', 'Businesses'],
  ['Blågrå', 'Industri och teknik', 'Industry and utilities'],
  ['Ljusgrön', 'Natur och park', 'Nature and parks'],
  ['Grön', 'Odling och idrott', 'Allotments and sports'],
  ['Blå', 'Vatten', 'Water'],
  ['Grå', 'Gata och trafik', 'Streets and traffic'],
  ['Ljusgrå', 'Torg och gång', 'Squares and footpaths'],
];

const symbols: readonly Code[] = [
  ['prickmark', 'Prickmark: får inte bebyggas', 'Dotted: must not be built on'],
  ['korsmark', 'Korsmark: bara komplementbyggnader', 'Crossed: outbuildings only'],
  ['utfartsförbud', 'Utfart får inte finnas', 'No vehicle exit'],
  ['stängsel', 'Stängsel ska finnas', 'Fence required'],
];

/** What a plan says about each piece of land. Colours and symbols are those of the catalogue row (Boverket). */
export const planbestammelser: DefinitionInput = {
  ...ours,
  id: 'planbestammelser',
  title: { sv: 'Planbestämmelser', en: 'Plan provisions' },
  description: {
    sv: 'Vad varje plan bestämmer: vad marken får användas till och hur den får bebyggas.',
    en: 'What each plan decides: what the land may be used for and how it may be built on.',
  },
  informationsagare: 'samhallsbyggnad',
  source: {
    sv: 'Kommunens digitala planregister; färger och beteckningar: Boverket, Planbestämmelsekatalogen',
    en: 'The municipality’s digital plan register; colours and symbols: Boverket, Planbestämmelsekatalogen',
  },
  updateFrequency: 'CONT',
  table: 'public.planbestammelser',
  key: 'id',
  geometry: sweref99('Geometry'),
  fields: [
    id({ tile: 0, generated: true }),
    text('objektidentitet', 'Objektidentitet', 'Object identity', { required: true }),
    integer('geometrinummer', 'Geometrinummer', 'Geometry number', { required: true }),
    text('detaljplan', 'Detaljplan (objektidentitet)', 'Plan (object identity)', { tile: 14, required: true }),
    code('bestammelsetyp', 'Bestämmelsetyp', 'Kind of provision', kinds, { tile: 0, required: true }),
    code('anvandningsform', 'Användningsform', 'Form of use', forms, { tile: 14 }),
    text('kategori', 'Kategori', 'Category', { tile: 14 }),
    text('underkategori', 'Underkategori', 'Subcategory'),
    text('beteckning', 'Beteckning', 'Letter on the plan map', { tile: 0 }),
    text('formulering', 'Bestämmelse', 'Provision', {
      tile: 14,
      required: true,
      searchable: true,
      format: 'multiline',
    }),
    list('varden', 'Värden', 'Values', { tile: 14 }),
    text('motiv', 'Motiv', 'Reason', { format: 'multiline' }),
    code('farg', 'Färg på plankartan', 'Colour on the plan map', colours, { tile: 0, description: colourNames }),
    code('symbol', 'Symbol', 'Symbol', symbols, { tile: 0 }),
    text('katalogreferens', 'Planbestämmelsekatalogen', 'Catalogue reference'),
    boolean('sekundar_egenskapsgrans', 'Sekundär egenskapsgräns', 'Secondary property boundary', { tile: 14 }),
    integer('giltighetstid', 'Giltighetstid', 'Period of validity', { unit: months }),
    integer('borjar_galla_efter', 'Börjar gälla efter', 'Applies after', { unit: months }),
    kalla,
    uppdaterad,
    exempel({ tile: 0 }),
  ],
  joins: [
    {
      table: 'public.detaljplaner',
      from: 'detaljplan',
      to: 'objektidentitet',
      fields: [
        { ...text('plan_namn', 'Plan', 'Plan', { tile: 14 }), column: 'namn' },
        { ...text('plan_status', 'Planens status', 'Status of the plan', { tile: 0 }), column: 'status' },
      ],
    },
  ],
  tiles: { minzoom: 13, maxzoom: 17, rank: [{ by: 'area', order: 'desc' }] },
  import: { scope: ['detaljplan'], ngp: 'planbestammelse', raw: 'ngp_objekt' },
  map: {
    subject: 'detaljplaner',
    floor: 'provisions',
    order: 30,
    visible: true,
    standing: { field: 'plan_status', applies: ['laga kraft'], ended: ['upphävd', 'avslutad'] },
    layers: [
      {
        name: 'use',
        type: 'fill',
        minzoom: 14,
        filter: ['all', ['==', ['get', 'bestammelsetyp'], 'användningsbestämmelse'], applies],
        paint: {
          'fill-color': colour,
          // Streets and buildings show through.
          'fill-opacity': ['interpolate', ['linear'], ['zoom'], 14, 0.45, 14.5, 0.7],
        },
      },
      {
        name: 'dotted',
        type: 'fill',
        minzoom: 15,
        filter: ['all', ['==', ['get', 'symbol'], 'prickmark'], applies],
        paint: { 'fill-pattern': '@image/prickmark' },
      },
      {
        name: 'crossed',
        type: 'fill',
        minzoom: 15,
        filter: ['all', ['==', ['get', 'symbol'], 'korsmark'], applies],
        paint: { 'fill-pattern': '@image/korsmark' },
      },
      {
        // A proposal lies on what applies and never covers it: hatch, and an outline in its colour.
        name: 'proposed',
        type: 'fill',
        minzoom: 14,
        filter: ['all', ['==', ['get', 'bestammelsetyp'], 'användningsbestämmelse'], ['!', applies]],
        paint: { 'fill-pattern': '@image/plan-hatch', 'fill-opacity': 0.35 },
      },
      {
        name: 'proposed-line',
        type: 'line',
        minzoom: 14,
        filter: ['all', ['==', ['get', 'bestammelsetyp'], 'användningsbestämmelse'], ['!', applies]],
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': colour,
          'line-width': ['interpolate', ['linear'], ['zoom'], 14, 2, 16, 4, 18, 7],
          'line-offset': ['interpolate', ['linear'], ['zoom'], 14, 1, 16, 2.5, 18, 4.5],
          'line-opacity': 0.9,
        },
      },
      {
        name: 'ended-line',
        type: 'line',
        standing: 'ended',
        minzoom: 14,
        paint: {
          'line-color': '@plan-ended',
          'line-width': ['interpolate', ['linear'], ['zoom'], 14, 0.4, 18, 1],
          'line-dasharray': [6, 4],
        },
      },
      {
        name: 'property-line',
        type: 'line',
        minzoom: 15,
        filter: ['==', ['get', 'bestammelsetyp'], 'egenskapsbestämmelse'],
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': '@provision',
          'line-width': ['interpolate', ['linear'], ['zoom'], 15, 0.4, 18, 1],
          'line-dasharray': [10, 4, 2, 4, 2, 4],
          'line-opacity': 0.8,
        },
      },
      {
        name: 'administrative-line',
        type: 'line',
        minzoom: 15,
        filter: ['==', ['get', 'bestammelsetyp'], 'administrativ bestämmelse'],
        paint: {
          'line-color': '@provision',
          'line-width': ['interpolate', ['linear'], ['zoom'], 15, 0.4, 18, 1],
          'line-dasharray': [2, 3],
          'line-opacity': 0.7,
        },
      },
      {
        name: 'use-line',
        type: 'line',
        minzoom: 14,
        filter: ['==', ['get', 'bestammelsetyp'], 'användningsbestämmelse'],
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': '@provision',
          'line-width': ['interpolate', ['linear'], ['zoom'], 14, 0.25, 16, 0.9, 18, 1.8],
          'line-dasharray': [10, 2, 1, 2],
          'line-opacity': ['interpolate', ['linear'], ['zoom'], 14, 0.3, 15.5, 0.85],
        },
      },
      {
        name: 'no-exit',
        type: 'line',
        minzoom: 15.5,
        filter: ['==', ['get', 'symbol'], 'utfartsförbud'],
        paint: { 'line-pattern': '@image/no-exit', 'line-width': 10 },
      },
      {
        name: 'fence',
        type: 'line',
        minzoom: 15.5,
        filter: ['==', ['get', 'symbol'], 'stängsel'],
        paint: { 'line-pattern': '@image/fence', 'line-width': 10 },
      },
      {
        name: 'point',
        type: 'circle',
        minzoom: 16,
        filter: [
          'all',
          ['==', ['geometry-type'], 'Point'],
          ['!=', ['get', 'bestammelsetyp'], 'användningsbestämmelse'],
        ],
        paint: { 'circle-color': '@provision', 'circle-radius': 2 },
      },
      {
        name: 'use-letter',
        type: 'symbol',
        minzoom: 15,
        filter: ['==', ['get', 'bestammelsetyp'], 'användningsbestämmelse'],
        floor: 'names',
        layout: {
          'text-field': letter,
          'symbol-sort-key': ['case', applies, 0, 1],
          'text-font': ['Source Sans Semibold'],
          'text-size': ['interpolate', ['linear'], ['zoom'], 15, 13, 18, 18],
        },
        paint: { 'text-color': '@provision', 'text-halo-color': '@provision-halo', 'text-halo-width': 1.2 },
      },
      {
        name: 'property-letter',
        type: 'symbol',
        minzoom: 16.5,
        filter: ['==', ['get', 'bestammelsetyp'], 'egenskapsbestämmelse'],
        floor: 'names',
        layout: {
          'text-field': letter,
          'symbol-sort-key': ['case', applies, 0, 1],
          'text-font': ['Source Sans Regular'],
          'text-size': ['interpolate', ['linear'], ['zoom'], 16.5, 13, 18, 15],
        },
        paint: { 'text-color': '@provision', 'text-halo-color': '@provision-halo', 'text-halo-width': 1 },
      },
    ],
    legend: [
      {
        title: { sv: 'Marken får användas till', en: 'The land may be used for' },
        geometry: 'polygon',
        by: 'farg',
        sample: { bestammelsetyp: 'användningsbestämmelse', plan_status: 'laga kraft' },
      },
      {
        geometry: 'polygon',
        rows: [
          {
            title: { sv: 'Föreslagen användning: gäller inte än', en: 'Proposed use: does not apply yet' },
            sample: { bestammelsetyp: 'användningsbestämmelse', farg: 'Gul', plan_status: 'samråd' },
          },
        ],
      },
      {
        title: { sv: 'Gränser och begränsningar', en: 'Boundaries and limits' },
        geometry: 'line',
        rows: [
          {
            title: { sv: 'Användningsgräns', en: 'Boundary of use' },
            sample: { bestammelsetyp: 'användningsbestämmelse', plan_status: 'laga kraft' },
          },
          {
            title: { sv: 'Egenskapsgräns', en: 'Boundary of properties' },
            sample: { bestammelsetyp: 'egenskapsbestämmelse', plan_status: 'laga kraft' },
          },
          { title: { sv: 'Utfart får inte finnas', en: 'No vehicle exit' }, sample: { symbol: 'utfartsförbud' } },
          { title: { sv: 'Stängsel ska finnas', en: 'Fence required' }, sample: { symbol: 'stängsel' } },
        ],
      },
      {
        geometry: 'polygon',
        rows: [
          {
            title: { sv: 'Prickmark: får inte bebyggas', en: 'Dotted: must not be built on' },
            sample: { symbol: 'prickmark', plan_status: 'laga kraft' },
          },
          {
            title: { sv: 'Korsmark: bara komplementbyggnader', en: 'Crossed: outbuildings only' },
            sample: { symbol: 'korsmark', plan_status: 'laga kraft' },
          },
        ],
      },
    ],
    popup: {
      title: ['beteckning', 'formulering'],
      // Of which plan: a proposal may lie on a plan that applies.
      subtitle: 'plan_namn',
      fields: ['plan_status', 'bestammelsetyp', 'varden', 'anvandningsform', 'kategori', 'symbol', 'motiv'],
      order: 'bestammelsetyp',
    },
  },
};
