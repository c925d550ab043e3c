import type { DefinitionInput } from './definition.ts';

const z0 = { minzoom: 0 };

/** Localities: the names that make the map readable. */
export const tatorter: DefinitionInput = {
  id: 'tatorter',
  title: { sv: 'Tätorter', en: 'Localities' },
  description: { sv: 'Tätorternas utbredning och namn.', en: 'The extent and names of localities.' },
  informationsagare: 'kommun',
  forvaltare: 'gis',
  licence: 'CC0-1.0',
  source: { sv: 'SCB, tätorter', en: 'Statistics Sweden, localities' },
  updateFrequency: 'IRREG',
  table: 'public.tatorter',
  key: 'kod',
  geometry: { column: 'geom', type: 'MultiPolygon', srid: 3006 },
  exampleColumn: 'exempel',
  fields: [
    {
      name: 'kod',
      type: 'text',
      title: { sv: 'Tätortskod', en: 'Locality code' },
      public: true,
      tile: z0,
      required: true,
      aliases: ['tatortskod', 'tatort', 'tatortsnr', 'id'],
    },
    {
      name: 'namn',
      type: 'text',
      title: { sv: 'Namn', en: 'Name' },
      public: true,
      tile: z0,
      required: true,
      searchable: true,
      aliases: ['tatortsnamn', 'tatort_namn'],
    },
    {
      name: 'befolkning',
      type: 'integer',
      title: { sv: 'Befolkning', en: 'Population' },
      public: true,
      tile: z0,
      unit: { sv: 'invånare', en: 'inhabitants' },
      aliases: ['bef', 'folkmangd'],
    },
    { name: 'kalla', type: 'text', title: { sv: 'Källa', en: 'Source' }, public: true, default: 'file-name' },
    { name: 'exempel', type: 'boolean', title: { sv: 'Exempeldata', en: 'Example data' }, public: true },
  ],
  tiles: {
    minzoom: 5,
    maxzoom: 15,
    rank: [
      { by: 'befolkning', order: 'desc' },
      { by: 'area', order: 'desc' },
    ],
  },
  map: {
    subject: 'background',
    floor: 'paper',
    order: 1,
    visible: true,
    layers: [
      {
        name: 'area',
        type: 'fill',
        paint: {
          'fill-color': '@built-up',
          'fill-opacity': ['interpolate', ['linear'], ['zoom'], 11, 1, 14, 0.5],
        },
      },
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
          'text-size': [
            'interpolate',
            ['linear'],
            ['zoom'],
            8,
            ['step', ['coalesce', ['get', 'befolkning'], 0], 13, 5000, 16],
            12,
            ['step', ['coalesce', ['get', 'befolkning'], 0], 14, 5000, 20],
          ],
          'symbol-sort-key': ['-', 0, ['coalesce', ['get', 'befolkning'], 0]],
          'text-max-width': 8,
        },
        paint: { 'text-color': '@text', 'text-halo-color': '@halo', 'text-halo-width': 1.8 },
      },
    ],
    popup: { title: ['namn'], fields: ['befolkning'] },
  },
};
