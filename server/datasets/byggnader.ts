import type { DefinitionInput } from './definition.ts';
import { exempel, id, kalla, largestFirst, sweref99 } from './every-dataset.ts';
import { byZoom } from './expressions.ts';
import { text } from './fields.ts';
import { onPaper, paper } from './paper.ts';

/** Buildings, for orientation at street level. */
export const byggnader: DefinitionInput = {
  ...paper,
  id: 'byggnader',
  title: { sv: 'Byggnader', en: 'Buildings' },
  description: { sv: 'Byggnader som bakgrund till kartan.', en: 'Buildings behind the map.' },
  table: 'public.byggnader',
  key: 'id',
  geometry: sweref99('MultiPolygon'),
  fields: [id({ tile: 0 }), text('typ', 'Typ', 'Kind', { tile: 0 }), kalla, exempel()],
  tiles: { minzoom: 13, maxzoom: 15, rank: [largestFirst] },
  map: {
    ...onPaper,
    order: 4,
    layers: [
      {
        name: 'building',
        type: 'fill',
        minzoom: 13.5,
        paint: { 'fill-color': '@building', 'fill-opacity': byZoom([13.5, 0], [14.5, 1]) },
      },
      {
        name: 'building-edge',
        type: 'line',
        minzoom: 15,
        paint: { 'line-color': '@building-edge', 'line-width': byZoom([15, 0.3], [18, 1]) },
      },
    ],
    popup: { title: ['typ'], fields: [] },
  },
};
