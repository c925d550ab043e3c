import { allFields, type Definition, type MapLayer } from '../datasets/definition.ts';
import { ownHues } from './palette.ts';

type Popup = NonNullable<Definition['map']>['popup'];

/**
 * How a feature is told, in public fields only. When the definition does not say: by its first text that is not the key,
 * with all fields.
 */
export function popupOf(definition: Definition): Popup {
  const { map, key } = definition;
  const open = allFields(definition).filter((field) => field.public);
  if (map) {
    const isOpen = (name: string) => open.some((field) => field.name === name);
    const { title, subtitle, fields, order } = map.popup;
    return {
      title: title.filter(isOpen),
      ...(subtitle !== undefined && isOpen(subtitle) ? { subtitle } : {}),
      fields: fields.filter(isOpen),
      ...(order !== undefined && isOpen(order) ? { order } : {}),
    };
  }
  const title = open.find(({ name, type }) => type === 'text' && name !== key)?.name ?? key;
  return { title: [title], fields: open.map(({ name }) => name).filter((name) => name !== title) };
}

/**
 * The look of a dataset whose definition draws nothing itself (an adopted table): areas, lines and points in one of a
 * few hues that the built-in subjects do not use. `turn` is the dataset's number among those.
 */
export function plainLayers(definition: Definition, turn: number): MapLayer[] {
  const hue = ownHues[Math.max(turn, 0) % ownHues.length] ?? ownHues[0];
  const type = definition.geometry?.type ?? 'Geometry';
  const [title] = popupOf(definition).title;
  const areas: MapLayer[] = [
    { name: 'area', type: 'fill', paint: { 'fill-color': hue, 'fill-opacity': 0.18 } },
    {
      name: 'outline',
      type: 'line',
      filter: ['in', ['geometry-type'], ['literal', ['Polygon', 'MultiPolygon']]],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': hue, 'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.8, 16, 2] },
    },
  ];
  const lines: MapLayer[] = [
    {
      name: 'line',
      type: 'line',
      filter: ['in', ['geometry-type'], ['literal', ['LineString', 'MultiLineString']]],
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': hue, 'line-width': ['interpolate', ['linear'], ['zoom'], 8, 1.2, 16, 3.5] },
    },
  ];
  // Areas too small for the zoom come as points, so every kind of dataset has this layer.
  const points: MapLayer[] = [
    {
      name: 'point',
      type: 'circle',
      filter: ['in', ['geometry-type'], ['literal', ['Point', 'MultiPoint']]],
      paint: {
        'circle-color': hue,
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 8, 2.2, 12, 4, 16, 7],
        'circle-stroke-color': '@halo',
        'circle-stroke-width': 1.4,
      },
    },
  ];
  const label: MapLayer[] = title
    ? [
        {
          name: 'label',
          type: 'symbol',
          floor: 'names',
          minzoom: 14,
          layout: {
            'text-field': ['to-string', ['get', title]],
            'text-size': 13,
            'text-max-width': 8,
            'text-variable-anchor': ['top', 'bottom', 'right', 'left'],
            'text-radial-offset': 0.7,
            'symbol-placement': type.endsWith('LineString') ? 'line-center' : 'point',
          },
          paint: { 'text-color': '@text', 'text-halo-color': '@halo', 'text-halo-width': 1.5 },
        },
      ]
    : [];
  return [
    ...(type.endsWith('Polygon') || type === 'Geometry' ? areas : []),
    ...(type.endsWith('LineString') || type === 'Geometry' ? lines : []),
    ...points,
    ...label,
  ];
}
