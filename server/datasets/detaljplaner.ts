import type { VariableAnchorOffsetCollectionSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { DefinitionInput } from './definition.ts';
import { exempel, kalla, largestFirst, namn, ours, sweref99, uppdaterad } from './every-dataset.ts';
import { byValue, byZoom, dashesByValue, growing, is, isOneOf, isPoint } from './expressions.ts';
import { code, date, integer, text, timestamptz } from './fields.ts';
import { planChecks } from './plan-checks.ts';
import { deciders, decisions, degrees, planTypes, reliabilities, statuses } from './plan-codes.ts';
import { planWay } from './plan-way.ts';
import { months } from './units.ts';

const proposed = ['påbörjad', 'samråd', 'granskning'];
const inForce = is('status', 'laga kraft');
const decided = isOneOf('status', 'antagen', 'överklagad', 'tillsyn');

/** In the middle, else near it, else farther from it. */
const besideLetters: VariableAnchorOffsetCollectionSpecification = [
  ...(['center', [0, 0], 'top', [0, 0.9], 'bottom', [0, -0.9], 'left', [0.9, 0], 'right', [-0.9, 0]] as const),
  ...(['top', [0, 2], 'bottom', [0, -2], 'left', [2, 0], 'right', [-2, 0]] as const),
].map((part) => (typeof part === 'string' ? part : [part[0], part[1]]));

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
  tiles: { minzoom: 8, maxzoom: 16, rank: [largestFirst] },
  import: { scope: ['objektidentitet'], ngp: 'detaljplan', raw: 'ngp_objekt' },
  checks: planChecks,
  here: { way: planWay },
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
        filter: inForce,
        // Until the colours of the provisions come.
        paint: { 'fill-color': '@plan-fill', 'fill-opacity': byZoom([8, 0.24], [12, 0.14], [14.6, 0.1], [15.2, 0]) },
      },
      {
        name: 'fill-decided',
        type: 'fill',
        filter: decided,
        paint: { 'fill-color': '@plan-fill', 'fill-opacity': byZoom([8, 0.18], [14.6, 0.07], [15.2, 0]) },
      },
      {
        name: 'hatch-decided',
        type: 'fill',
        filter: decided,
        paint: {
          // Each status by itself, without colour: rising, falling, and falling closely.
          'fill-pattern': byValue(
            'status',
            '@image/plan-hatch-sparse',
            ['överklagad', '@image/plan-hatch-falling'],
            ['tillsyn', '@image/plan-hatch-falling-close'],
          ),
          'fill-opacity': byZoom([9, 0.35], [11, 1], [14, 1], [16, 0.4]),
        },
      },
      {
        name: 'hatch-process',
        type: 'fill',
        filter: isOneOf('status', ...proposed),
        paint: {
          'fill-pattern': byValue('status', '@image/plan-hatch', ['granskning', '@image/plan-hatch-close']),
          'fill-opacity': byZoom([9, 0.35], [11, 0.9], [14, 0.9], [16, 0.4]),
        },
      },
      {
        name: 'line-ended',
        type: 'line',
        floor: 'provisions',
        standing: 'ended',
        minzoom: 9,
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': '@plan-ended',
          'line-width': byZoom([9, 0.5], [11, 0.7], [16, 1.2]),
          // Repealed: once a plan. Closed: never one.
          'line-dasharray': dashesByValue('status', [6, 4], ['avslutad', [1, 5]]),
        },
      },
      {
        name: 'line-in-force',
        type: 'line',
        floor: 'provisions',
        filter: inForce,
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': '@plan',
          'line-width': growing(1.4, [8, 0.3], [12, 0.8], [14, 1.4], [16, 2.4], [18, 4]),
          'line-opacity': byZoom([9, 0.6], [12, 0.9]),
        },
      },
      {
        name: 'line-decided',
        type: 'line',
        floor: 'provisions',
        filter: decided,
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': '@plan',
          'line-width': growing(1.4, [8, 0.4], [12, 1.1], [14, 1.6], [16, 2.4], [18, 4]),
          'line-dasharray': dashesByValue(
            'status',
            [8, 1.5, 1.5, 1.5],
            ['överklagad', [8, 1.5, 1.5, 1.5, 1.5, 1.5]],
            ['tillsyn', [8, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5]],
          ),
        },
      },
      {
        name: 'line-process',
        type: 'line',
        floor: 'provisions',
        filter: isOneOf('status', 'samråd', 'granskning'),
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': '@plan-process',
          'line-width': growing(1.4, [8, 0.4], [12, 1.3], [14, 1.8], [16, 2.6], [18, 4]),
          'line-dasharray': dashesByValue('status', [2, 2], ['granskning', [6, 2]]),
        },
      },
      {
        name: 'line-started',
        type: 'line',
        floor: 'provisions',
        filter: is('status', 'påbörjad'),
        layout: { 'line-join': 'round', 'line-cap': 'round' },
        paint: {
          'line-color': '@plan-process',
          'line-width': growing(1.4, [8, 0.5], [12, 1.6], [14, 2.2], [16, 3], [18, 4]),
          'line-dasharray': [0, 2.2],
        },
      },
      {
        // A plan that is too small for the zoom comes as a point.
        name: 'point',
        type: 'circle',
        filter: isPoint,
        paint: {
          'circle-color': byValue('status', '@plan-fill', [proposed, '@halo']),
          'circle-radius': byZoom([8, 1.4], [12, 2.6]),
          'circle-stroke-color': byValue('status', '@plan', [proposed, '@plan-process']),
          'circle-stroke-width': byZoom([8, 0.6], [12, 1.1]),
        },
      },
      {
        name: 'label',
        type: 'symbol',
        floor: 'names',
        minzoom: 13,
        layout: {
          'text-field': ['coalesce', ['get', 'beteckning'], ['get', 'namn']],
          // Where two names want one place, that of the plan that applies.
          'symbol-sort-key': ['case', inForce, 0, 1],
          'text-font': ['Source Sans Semibold'],
          'text-size': byZoom([13, 13], [17, 15]),
          'text-max-width': 8,
          'text-padding': 2,
          // Beside the letter of what the land may be used for, where that stands in the middle.
          'text-variable-anchor-offset': besideLetters,
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
