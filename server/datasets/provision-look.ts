import type { ExpressionSpecification, SymbolLayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { DefinitionInput, MapLayer } from './definition.ts';
import { byZoom, is, isPoint } from './expressions.ts';
import { colour } from './plan-colours.ts';

/** How plan provisions are drawn: as on the plan map where they apply, lighter where they are proposed. */

/** The provision's plan applies: what it says is law. */
const applies = is('plan_status', 'laga kraft');

const use = is('bestammelsetyp', 'användningsbestämmelse');
const property = is('bestammelsetyp', 'egenskapsbestämmelse');

/** No colour without the letter that tells it: both begin here. */
const colouredFrom = 15;

const sign: ExpressionSpecification = ['get', 'beteckning'];
/** In brackets where it is a proposal. */
const letter: ExpressionSpecification = ['case', applies, sign, ['concat', '(', sign, ')']];

const useLetter = {
  'text-font': ['Source Sans Semibold'],
  'text-size': byZoom([15, 13], [18, 18]),
  'text-padding': 0,
} satisfies SymbolLayerSpecification['layout'];

const letterPaint = {
  'text-color': '@provision',
  'text-halo-color': '@provision-halo',
  'text-halo-width': 1.2,
} satisfies SymbolLayerSpecification['paint'];

export const layers: MapLayer[] = [
  {
    name: 'use',
    type: 'fill',
    minzoom: colouredFrom,
    filter: ['all', use, applies],
    paint: {
      'fill-color': colour,
      // Streets and buildings show through.
      'fill-opacity': byZoom([colouredFrom, 0.45], [colouredFrom + 0.5, 0.7]),
    },
  },
  {
    name: 'green',
    type: 'fill',
    minzoom: colouredFrom,
    filter: ['all', use, applies, is('farg', 'Ljusgrön')],
    paint: { 'fill-pattern': '@image/grass' },
  },
  {
    name: 'dotted',
    type: 'fill',
    minzoom: 15,
    filter: ['all', is('symbol', 'prickmark'), applies],
    paint: { 'fill-pattern': '@image/prickmark' },
  },
  {
    name: 'crossed',
    type: 'fill',
    minzoom: 15,
    filter: ['all', is('symbol', 'korsmark'), applies],
    paint: { 'fill-pattern': '@image/korsmark' },
  },
  {
    // A proposal lies on what applies and never covers it: hatch, and an outline in its colour.
    name: 'proposed',
    type: 'fill',
    minzoom: colouredFrom,
    filter: ['all', use, ['!', applies]],
    paint: { 'fill-pattern': '@image/plan-hatch', 'fill-opacity': 0.35 },
  },
  {
    name: 'proposed-line',
    type: 'line',
    minzoom: colouredFrom,
    filter: ['all', use, ['!', applies]],
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colour,
      'line-width': byZoom([15, 3], [16, 4], [18, 7]),
      'line-offset': byZoom([15, 1.75], [16, 2.5], [18, 4.5]),
      'line-opacity': 0.9,
    },
  },
  {
    name: 'ended-line',
    type: 'line',
    standing: 'ended',
    minzoom: 14,
    paint: { 'line-color': '@plan-ended', 'line-width': byZoom([14, 0.4], [18, 1]), 'line-dasharray': [6, 4] },
  },
  {
    name: 'property-line',
    type: 'line',
    minzoom: 15,
    filter: property,
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': '@provision',
      'line-width': byZoom([15, 0.4], [18, 1]),
      'line-dasharray': [10, 4, 2, 4, 2, 4],
      'line-opacity': 0.8,
    },
  },
  {
    name: 'administrative-line',
    type: 'line',
    minzoom: 15,
    filter: is('bestammelsetyp', 'administrativ bestämmelse'),
    paint: {
      'line-color': '@provision',
      'line-width': byZoom([15, 0.4], [18, 1]),
      'line-dasharray': [2, 3],
      'line-opacity': 0.7,
    },
  },
  {
    name: 'use-line',
    type: 'line',
    minzoom: colouredFrom,
    filter: use,
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': '@provision',
      'line-width': byZoom([15, 0.6], [16, 0.9], [18, 1.8]),
      'line-dasharray': [10, 2, 1, 2],
      'line-opacity': 0.85,
    },
  },
  {
    name: 'no-exit',
    type: 'line',
    minzoom: 15.5,
    filter: is('symbol', 'utfartsförbud'),
    paint: { 'line-pattern': '@image/no-exit', 'line-width': 10 },
  },
  {
    name: 'fence',
    type: 'line',
    minzoom: 15.5,
    filter: is('symbol', 'stängsel'),
    paint: { 'line-pattern': '@image/fence', 'line-width': 10 },
  },
  {
    name: 'point',
    type: 'circle',
    minzoom: 16,
    filter: ['all', isPoint, ['!=', ['get', 'bestammelsetyp'], 'användningsbestämmelse']],
    paint: { 'circle-color': '@provision', 'circle-radius': 2 },
  },
  {
    // Beside the letter of the plan that applies, when a proposal lies on that.
    name: 'proposed-letter',
    type: 'symbol',
    minzoom: colouredFrom,
    filter: ['all', use, ['!', applies]],
    floor: 'letters',
    layout: {
      ...useLetter,
      'text-field': ['concat', '(', sign, ')'],
      'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
      'text-radial-offset': 0.7,
    },
    paint: letterPaint,
  },
  {
    name: 'use-letter',
    type: 'symbol',
    minzoom: colouredFrom,
    filter: ['all', use, applies],
    floor: 'letters',
    layout: { ...useLetter, 'text-field': sign },
    paint: letterPaint,
  },
  {
    name: 'property-letter',
    type: 'symbol',
    minzoom: 16.5,
    filter: property,
    floor: 'names',
    layout: {
      'text-field': letter,
      'symbol-sort-key': ['case', applies, 0, 1],
      'text-font': ['Source Sans Regular'],
      'text-size': byZoom([16.5, 13], [18, 15]),
    },
    paint: { 'text-color': '@provision', 'text-halo-color': '@provision-halo', 'text-halo-width': 1 },
  },
];

const inForce = { plan_status: 'laga kraft' };
const useInForce = { bestammelsetyp: 'användningsbestämmelse', ...inForce };
const propertyInForce = { bestammelsetyp: 'egenskapsbestämmelse', ...inForce };
const useProposed = { bestammelsetyp: 'användningsbestämmelse', farg: 'Gul', plan_status: 'samråd' };

export const legend: NonNullable<DefinitionInput['map']>['legend'] = [
  {
    title: { sv: 'Marken får användas till', en: 'The land may be used for' },
    geometry: 'polygon',
    by: 'farg',
    letters: 'beteckning',
    sample: useInForce,
  },
  {
    geometry: 'polygon',
    rows: [
      {
        title: { sv: 'Föreslagen användning: gäller inte än', en: 'Proposed use: does not apply yet' },
        sample: useProposed,
      },
    ],
  },
  {
    title: { sv: 'Gränser och begränsningar', en: 'Boundaries and limits' },
    geometry: 'line',
    rows: [
      { title: { sv: 'Användningsgräns', en: 'Boundary of use' }, sample: useInForce },
      { title: { sv: 'Egenskapsgräns', en: 'Boundary of properties' }, sample: propertyInForce },
      { title: { sv: 'Utfart får inte finnas', en: 'No vehicle exit' }, sample: { symbol: 'utfartsförbud' } },
      { title: { sv: 'Stängsel ska finnas', en: 'Fence required' }, sample: { symbol: 'stängsel' } },
    ],
  },
  {
    geometry: 'polygon',
    rows: [
      {
        title: { sv: 'Prickmark: får inte bebyggas', en: 'Dotted: must not be built on' },
        sample: { symbol: 'prickmark', ...inForce },
      },
      {
        title: { sv: 'Korsmark: bara komplementbyggnader', en: 'Crossed: outbuildings only' },
        sample: { symbol: 'korsmark', ...inForce },
      },
    ],
  },
];
