import type { DefinitionInput } from './definition.ts';
import { exempel, kalla, largestFirst, namn, sweref99 } from './every-dataset.ts';
import { byZoom } from './expressions.ts';
import { integer, text } from './fields.ts';
import { onPaper, paper } from './paper.ts';
import { people } from './units.ts';

/** Localities: the names that make the map readable. */
export const tatorter: DefinitionInput = {
  ...paper,
  id: 'tatorter',
  title: { sv: 'Tätorter', en: 'Localities' },
  description: { sv: 'Tätorternas utbredning och namn.', en: 'The extent and names of localities.' },
  source: { sv: 'SCB, tätorter', en: 'Statistics Sweden, localities' },
  table: 'public.tatorter',
  key: 'kod',
  geometry: sweref99('MultiPolygon'),
  fields: [
    text('kod', 'Tätortskod', 'Locality code', {
      tile: 0,
      required: true,
      aliases: ['tatortskod', 'tatort', 'tatortsnr', 'id'],
    }),
    namn({ required: true, aliases: ['tatortsnamn', 'tatort_namn'] }),
    integer('befolkning', 'Befolkning', 'Population', { tile: 0, unit: people, aliases: ['bef', 'folkmangd'] }),
    kalla,
    exempel(),
  ],
  tiles: { minzoom: 5, maxzoom: 15, rank: [{ by: 'befolkning', order: 'desc' }, largestFirst] },
  map: {
    ...onPaper,
    order: 1,
    layers: [
      { name: 'area', type: 'fill', paint: { 'fill-color': '@built-up', 'fill-opacity': byZoom([11, 1], [14, 0.5]) } },
      {
        name: 'name',
        type: 'symbol',
        floor: 'names',
        minzoom: 7,
        maxzoom: 13,
        filter: ['>=', ['coalesce', ['get', 'befolkning'], 0], ['step', ['zoom'], 5000, 8.5, 700, 10, 0]],
        layout: {
          'text-field': ['get', 'namn'],
          'text-font': ['Source Sans Semibold'],
          'text-size': byZoom(
            [8, ['step', ['coalesce', ['get', 'befolkning'], 0], 13, 5000, 16]],
            [12, ['step', ['coalesce', ['get', 'befolkning'], 0], 14, 5000, 20]],
          ),
          'symbol-sort-key': ['-', 0, ['coalesce', ['get', 'befolkning'], 0]],
          'text-max-width': 8,
        },
        paint: { 'text-color': '@text', 'text-halo-color': '@halo', 'text-halo-width': 1.8 },
      },
    ],
    popup: { title: ['namn'], fields: ['befolkning'] },
  },
};
