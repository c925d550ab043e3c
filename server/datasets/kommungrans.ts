import type { DefinitionInput } from './definition.ts';
import { exempel, kalla, largestFirst, namn, sweref99 } from './every-dataset.ts';
import { byZoom } from './expressions.ts';
import { text } from './fields.ts';
import { onPaper, paper } from './paper.ts';

/** The municipality itself. */
export const kommungrans: DefinitionInput = {
  ...paper,
  id: 'kommungrans',
  title: { sv: 'Kommungräns', en: 'Municipal boundary' },
  description: { sv: 'Kommunens yta.', en: 'The area of the municipality.' },
  table: 'public.kommungrans',
  key: 'kommunkod',
  geometry: sweref99('MultiPolygon'),
  fields: [
    text('kommunkod', 'Kommunkod', 'Municipality code', {
      tile: 0,
      required: true,
      aliases: ['kom_kod', 'kommunkod', 'kod', 'id'],
    }),
    namn({ required: true, aliases: ['kom_namn', 'kommunnamn', 'kom_name'] }),
    kalla,
    exempel(),
  ],
  tiles: { minzoom: 0, maxzoom: 15, rank: [largestFirst] },
  map: {
    ...onPaper,
    order: 0,
    layers: [
      { name: 'land', type: 'fill', paint: { 'fill-color': '@land' } },
      {
        name: 'line',
        type: 'line',
        floor: 'names',
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': '@boundary',
          'line-width': byZoom([6, 0.8], [14, 2]),
          'line-dasharray': [6, 2, 1.5, 2],
          'line-opacity': 0.8,
        },
      },
      {
        name: 'name',
        type: 'symbol',
        floor: 'names',
        maxzoom: 8.5,
        layout: {
          'text-field': ['get', 'namn'],
          'text-font': ['Source Sans Regular'],
          'text-size': 14,
          'text-letter-spacing': 0.08,
        },
        paint: { 'text-color': '@text-soft', 'text-halo-color': '@halo', 'text-halo-width': 1.5 },
      },
    ],
    popup: { title: ['namn'], fields: ['kommunkod'] },
  },
};
