import type { DefinitionInput } from './definition.ts';

const z0 = { minzoom: 0 };

/** The municipality itself. */
export const kommungrans: DefinitionInput = {
  id: 'kommungrans',
  title: { sv: 'Kommungräns', en: 'Municipal boundary' },
  description: { sv: 'Kommunens yta.', en: 'The area of the municipality.' },
  informationsagare: 'kommun',
  forvaltare: 'gis',
  licence: 'CC0-1.0',
  source: { sv: 'Lantmäteriet', en: 'Lantmäteriet' },
  updateFrequency: 'IRREG',
  table: 'public.kommungrans',
  key: 'kommunkod',
  geometry: { column: 'geom', type: 'MultiPolygon', srid: 3006 },
  exampleColumn: 'exempel',
  fields: [
    {
      name: 'kommunkod',
      type: 'text',
      title: { sv: 'Kommunkod', en: 'Municipality code' },
      public: true,
      tile: z0,
      required: true,
      aliases: ['kom_kod', 'kommunkod', 'kod', 'id'],
    },
    {
      name: 'namn',
      type: 'text',
      title: { sv: 'Namn', en: 'Name' },
      public: true,
      tile: z0,
      required: true,
      searchable: true,
      aliases: ['kom_namn', 'kommunnamn', 'kom_name'],
    },
    { name: 'kalla', type: 'text', title: { sv: 'Källa', en: 'Source' }, public: true, default: 'file-name' },
    { name: 'exempel', type: 'boolean', title: { sv: 'Exempeldata', en: 'Example data' }, public: true },
  ],
  tiles: { minzoom: 0, maxzoom: 15, rank: [{ by: 'area', order: 'desc' }] },
  map: {
    subject: 'background',
    floor: 'paper',
    order: 0,
    visible: true,
    layers: [
      { name: 'land', type: 'fill', paint: { 'fill-color': '@land' } },
      {
        name: 'line',
        type: 'line',
        floor: 'names',
        layout: { 'line-join': 'round' },
        paint: {
          'line-color': '@boundary',
          'line-width': ['interpolate', ['linear'], ['zoom'], 6, 0.8, 14, 2],
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
