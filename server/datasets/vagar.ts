import type { DefinitionInput } from './definition.ts';
import { exempel, id, kalla, namn, sweref99 } from './every-dataset.ts';
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
        filter: ['==', ['get', 'klass'], 'gångväg'],
        paint: {
          'line-color': '@path',
          'line-width': ['interpolate', ['linear'], ['zoom'], 14, 0.6, 17, 1.6],
          'line-dasharray': [3, 2],
        },
      },
      {
        name: 'street-edge',
        type: 'line',
        minzoom: 12,
        filter: ['==', ['get', 'klass'], 'lokalgata'],
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: {
          'line-color': '@street-edge',
          'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 12, 1, 14, 3, 17, 13, 19, 36],
        },
      },
      {
        name: 'road-edge',
        type: 'line',
        filter: ['in', ['get', 'klass'], ['literal', ['motorväg', 'huvudväg']]],
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: {
          'line-color': ['interpolate', ['linear'], ['zoom'], 9, '@road-far', 12, '@road-edge'],
          'line-width': [
            'interpolate',
            ['exponential', 1.5],
            ['zoom'],
            7,
            ['match', ['get', 'klass'], 'motorväg', 2, 1.2],
            12,
            ['match', ['get', 'klass'], 'motorväg', 4.5, 3],
            17,
            ['match', ['get', 'klass'], 'motorväg', 24, 18],
          ],
        },
      },
      {
        name: 'street',
        type: 'line',
        minzoom: 12,
        filter: ['==', ['get', 'klass'], 'lokalgata'],
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: {
          'line-color': '@street',
          'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 12, 0.5, 14, 2, 17, 11, 19, 33],
        },
      },
      {
        name: 'road',
        type: 'line',
        filter: ['in', ['get', 'klass'], ['literal', ['motorväg', 'huvudväg']]],
        layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: {
          'line-color': '@road',
          'line-width': [
            'interpolate',
            ['exponential', 1.5],
            ['zoom'],
            7,
            ['match', ['get', 'klass'], 'motorväg', 0.8, 0.4],
            12,
            ['match', ['get', 'klass'], 'motorväg', 3, 1.9],
            17,
            ['match', ['get', 'klass'], 'motorväg', 21, 15.5],
          ],
        },
      },
      {
        name: 'railway',
        type: 'line',
        filter: ['==', ['get', 'klass'], 'järnväg'],
        paint: {
          'line-color': '@railway',
          'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.7, 14, 1.4, 17, 2.4],
        },
      },
      {
        name: 'sleepers',
        type: 'line',
        minzoom: 12,
        filter: ['==', ['get', 'klass'], 'järnväg'],
        paint: {
          'line-color': '@railway',
          'line-width': ['interpolate', ['linear'], ['zoom'], 12, 3.5, 17, 8],
          'line-dasharray': [0.25, 2.5],
        },
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
          'text-size': ['interpolate', ['linear'], ['zoom'], 14.5, 13, 17, 15],
          'symbol-spacing': 400,
          'text-padding': 8,
        },
        paint: { 'text-color': '@text-soft', 'text-halo-color': '@halo', 'text-halo-width': 1.4 },
      },
    ],
    popup: { title: ['namn'], subtitle: 'klass', fields: [] },
  },
};
