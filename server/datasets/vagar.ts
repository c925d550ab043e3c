import type { DefinitionInput } from './definition.ts';
import { exempel, id, kalla, namn, sweref99 } from './every-dataset.ts';
import { byValue, byZoom, growing, is, isOneOf } from './expressions.ts';
import { type Code, code } from './fields.ts';
import { onPaper, paper } from './paper.ts';

const classes: readonly Code[] = [
  ['motorväg', 'Motorväg', 'Motorway'],
  ['huvudväg', 'Huvudväg', 'Main road'],
  ['lokalgata', 'Gata', 'Street'],
  ['gångväg', 'Gång- och cykelväg', 'Foot and cycle path'],
  ['järnväg', 'Järnväg', 'Railway'],
];

/** Roads, streets and railway. */
export const vagar: DefinitionInput = {
  ...paper,
  id: 'vagar',
  title: { sv: 'Vägar', en: 'Roads' },
  description: {
    sv: 'Vägar, gator och järnväg som bakgrund till kartan.',
    en: 'Roads, streets and railway behind the map.',
  },
  table: 'public.vagar',
  key: 'id',
  geometry: sweref99('MultiLineString'),
  fields: [
    id({ tile: 0 }),
    code('klass', 'Vägklass', 'Class of road', classes, { tile: 0, required: true }),
    namn(),
    kalla,
    exempel(),
  ],
  tiles: { minzoom: 7, maxzoom: 15, rank: [] },
  map: {
    ...onPaper,
    order: 3,
    layers: [
      {
        name: 'path',
        type: 'line',
        minzoom: 14,
        filter: is('klass', 'gångväg'),
        paint: { 'line-color': '@path', 'line-width': byZoom([14, 0.6], [17, 1.6]), 'line-dasharray': [3, 2] },
      },
      {
        name: 'street-edge',
        type: 'line',
        minzoom: 12,
        filter: is('klass', 'lokalgata'),
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': '@street-edge', 'line-width': growing(1.6, [12, 1], [14, 3], [17, 13], [19, 36]) },
      },
      {
        name: 'road-edge',
        type: 'line',
        filter: isOneOf('klass', 'motorväg', 'huvudväg'),
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: {
          'line-color': byZoom([9, '@road-far'], [12, '@road-edge']),
          'line-width': growing(
            1.5,
            [7, byValue('klass', 1.2, ['motorväg', 2])],
            [12, byValue('klass', 3, ['motorväg', 4.5])],
            [17, byValue('klass', 18, ['motorväg', 24])],
          ),
        },
      },
      {
        name: 'street',
        type: 'line',
        minzoom: 12,
        filter: is('klass', 'lokalgata'),
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': '@street', 'line-width': growing(1.6, [12, 0.5], [14, 2], [17, 11], [19, 33]) },
      },
      {
        name: 'road',
        type: 'line',
        filter: isOneOf('klass', 'motorväg', 'huvudväg'),
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: {
          'line-color': '@road',
          'line-width': growing(
            1.5,
            [7, byValue('klass', 0.4, ['motorväg', 0.8])],
            [12, byValue('klass', 1.9, ['motorväg', 3])],
            [17, byValue('klass', 15.5, ['motorväg', 21])],
          ),
        },
      },
      {
        name: 'railway',
        type: 'line',
        filter: is('klass', 'järnväg'),
        paint: { 'line-color': '@railway', 'line-width': byZoom([8, 0.7], [14, 1.4], [17, 2.4]) },
      },
      {
        name: 'sleepers',
        type: 'line',
        minzoom: 12,
        filter: is('klass', 'järnväg'),
        paint: { 'line-color': '@railway', 'line-width': byZoom([12, 3.5], [17, 8]), 'line-dasharray': [0.25, 2.5] },
      },
      {
        name: 'name',
        type: 'symbol',
        floor: 'names',
        minzoom: 14.5,
        filter: ['has', 'namn'],
        layout: {
          'symbol-placement': 'line',
          'text-field': ['get', 'namn'],
          'text-font': ['Source Sans Regular'],
          'text-size': byZoom([14.5, 13], [17, 15]),
          'symbol-spacing': 400,
          'text-padding': 8,
        },
        paint: { 'text-color': '@text-soft', 'text-halo-color': '@halo', 'text-halo-width': 1.4 },
      },
    ],
    popup: { title: ['namn'], subtitle: 'klass', fields: [] },
  },
};
