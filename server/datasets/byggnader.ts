import type { DefinitionInput } from './definition.ts';

const z0 = { minzoom: 0 };

/** Buildings, for orientation at street level. */
export const byggnader: DefinitionInput = {
  id: 'byggnader',
  title: { sv: 'Byggnader', en: 'Buildings' },
  description: { sv: 'Byggnader som bakgrund till kartan.', en: 'Buildings behind the map.' },
  informationsagare: 'kommun',
  forvaltare: 'gis',
  licence: 'CC0-1.0',
  source: { sv: 'Lantmäteriet', en: 'Lantmäteriet' },
  updateFrequency: 'IRREG',
  table: 'public.byggnader',
  key: 'id',
  geometry: { column: 'geom', type: 'MultiPolygon', srid: 3006 },
  exampleColumn: 'exempel',
  fields: [
    { name: 'id', type: 'text', title: { sv: 'Identitet', en: 'Identity' }, public: true, tile: z0 },
    { name: 'typ', type: 'text', title: { sv: 'Typ', en: 'Kind' }, public: true, tile: z0 },
    { name: 'kalla', type: 'text', title: { sv: 'Källa', en: 'Source' }, public: true, default: 'file-name' },
    { name: 'exempel', type: 'boolean', title: { sv: 'Exempeldata', en: 'Example data' }, public: true },
  ],
  tiles: { minzoom: 13, maxzoom: 15, rank: [{ by: 'area', order: 'desc' }] },
  map: {
    subject: 'background',
    floor: 'paper',
    order: 4,
    visible: true,
    layers: [
      {
        name: 'building',
        type: 'fill',
        minzoom: 13.5,
        paint: {
          'fill-color': '@building',
          'fill-opacity': ['interpolate', ['linear'], ['zoom'], 13.5, 0, 14.5, 1],
        },
      },
      {
        name: 'building-edge',
        type: 'line',
        minzoom: 15,
        paint: { 'line-color': '@building-edge', 'line-width': ['interpolate', ['linear'], ['zoom'], 15, 0.3, 18, 1] },
      },
    ],
    popup: { title: ['typ'], fields: [] },
  },
};
