import type { DefinitionInput } from './definition.ts';
import { exempel, id, kalla, largestFirst, namn, sweref99 } from './every-dataset.ts';
import { byValue, byZoom, is, isOneOf } from './expressions.ts';
import { type Code, code } from './fields.ts';
import { onPaper, paper } from './paper.ts';

const landTypes: readonly Code[] = [
  ['vatten', 'Vatten', 'Water'],
  ['skog', 'Skog', 'Forest'],
  ['åker', 'Åker', 'Fields'],
  ['park', 'Park', 'Park'],
  ['bebyggelse', 'Bebyggelse', 'Built-up land'],
];

/** Land cover: the paper on which everything else is drawn. */
export const marktacke: DefinitionInput = {
  ...paper,
  id: 'marktacke',
  title: { sv: 'Marktäcke', en: 'Land cover' },
  description: {
    sv: 'Vatten, skog, åker och bebyggelse som bakgrund till kartan.',
    en: 'Water, forest, fields and built-up land behind the map.',
  },
  table: 'public.marktacke',
  key: 'id',
  geometry: sweref99('MultiPolygon'),
  fields: [
    id({ tile: 0 }),
    code('typ', 'Marktyp', 'Kind of land', landTypes, { tile: 0, required: true }),
    namn(),
    kalla,
    exempel(),
  ],
  tiles: { minzoom: 0, maxzoom: 15, rank: [largestFirst] },
  map: {
    ...onPaper,
    order: 2,
    layers: [
      {
        name: 'area',
        type: 'fill',
        paint: {
          'fill-color': byValue(
            'typ',
            '@land',
            ['vatten', '@water'],
            ['skog', '@forest'],
            ['åker', '@field'],
            ['park', '@park'],
            ['bebyggelse', '@built-up'],
          ),
        },
      },
      {
        name: 'shore',
        type: 'line',
        minzoom: 10,
        filter: is('typ', 'vatten'),
        paint: { 'line-color': '@water-edge', 'line-width': byZoom([10, 0.4], [16, 1.2]) },
      },
      {
        name: 'name',
        type: 'symbol',
        floor: 'names',
        minzoom: 11,
        filter: ['all', ['has', 'namn'], isOneOf('typ', 'vatten', 'park')],
        layout: {
          'text-field': ['get', 'namn'],
          'text-font': ['Source Sans Italic'],
          'text-size': 13,
          'text-max-width': 7,
          'text-padding': 20,
        },
        paint: {
          'text-color': byValue('typ', '@forest-text', ['vatten', '@water-text']),
          'text-halo-color': '@halo',
          'text-halo-width': 1,
        },
      },
    ],
    popup: { title: ['typ'], subtitle: 'namn', fields: [] },
  },
};
