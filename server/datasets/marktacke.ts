import type { DefinitionInput } from './definition.ts';

const z0 = { minzoom: 0 };

/** Land cover: the paper on which everything else is drawn. */
export const marktacke: DefinitionInput = {
  id: 'marktacke',
  title: { sv: 'Marktäcke', en: 'Land cover' },
  description: {
    sv: 'Vatten, skog, åker och bebyggelse som bakgrund till kartan.',
    en: 'Water, forest, fields and built-up land behind the map.',
  },
  informationsagare: 'kommun',
  forvaltare: 'gis',
  licence: 'CC0-1.0',
  source: { sv: 'Lantmäteriet', en: 'Lantmäteriet' },
  updateFrequency: 'IRREG',
  table: 'public.marktacke',
  key: 'id',
  geometry: { column: 'geom', type: 'MultiPolygon', srid: 3006 },
  exampleColumn: 'exempel',
  fields: [
    { name: 'id', type: 'text', title: { sv: 'Identitet', en: 'Identity' }, public: true, tile: z0 },
    {
      name: 'typ',
      type: 'code',
      title: { sv: 'Marktyp', en: 'Kind of land' },
      public: true,
      tile: z0,
      required: true,
      codes: [
        { value: 'vatten', title: { sv: 'Vatten', en: 'Water' } },
        { value: 'skog', title: { sv: 'Skog', en: 'Forest' } },
        { value: 'åker', title: { sv: 'Åker', en: 'Fields' } },
        { value: 'park', title: { sv: 'Park', en: 'Park' } },
        { value: 'bebyggelse', title: { sv: 'Bebyggelse', en: 'Built-up land' } },
      ],
    },
    { name: 'namn', type: 'text', title: { sv: 'Namn', en: 'Name' }, public: true, tile: z0, searchable: true },
    { name: 'kalla', type: 'text', title: { sv: 'Källa', en: 'Source' }, public: true, default: 'file-name' },
    { name: 'exempel', type: 'boolean', title: { sv: 'Exempeldata', en: 'Example data' }, public: true },
  ],
  tiles: { minzoom: 0, maxzoom: 15, rank: [{ by: 'area', order: 'desc' }] },
  map: {
    subject: 'background',
    floor: 'paper',
    order: 2,
    visible: true,
    layers: [
      {
        name: 'area',
        type: 'fill',
        paint: {
          'fill-color': [
            'match',
            ['get', 'typ'],
            'vatten',
            '@water',
            'skog',
            '@forest',
            'åker',
            '@field',
            'park',
            '@park',
            'bebyggelse',
            '@built-up',
            '@land',
          ],
        },
      },
      {
        name: 'shore',
        type: 'line',
        minzoom: 10,
        filter: ['==', ['get', 'typ'], 'vatten'],
        paint: { 'line-color': '@water-edge', 'line-width': ['interpolate', ['linear'], ['zoom'], 10, 0.4, 16, 1.2] },
      },
      {
        name: 'name',
        type: 'symbol',
        floor: 'names',
        minzoom: 11,
        filter: ['all', ['has', 'namn'], ['in', ['get', 'typ'], ['literal', ['vatten', 'park']]]],
        layout: {
          'text-field': ['get', 'namn'],
          'text-font': ['Source Sans Italic'],
          'text-size': 13,
          'text-max-width': 7,
          'text-padding': 20,
        },
        paint: {
          'text-color': ['match', ['get', 'typ'], 'vatten', '@water-text', '@forest-text'],
          'text-halo-color': '@halo',
          'text-halo-width': 1,
        },
      },
    ],
    popup: { title: ['typ'], subtitle: 'namn', fields: [] },
  },
};
