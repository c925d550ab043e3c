import type {
  ExpressionSpecification,
  GeoJSONSourceSpecification,
  LayerSpecification,
  LineLayerSpecification,
  SymbolLayerSpecification,
} from '@maplibre/maplibre-gl-style-spec';
import { effect } from '@preact/signals';
import type { Feature, Geometry } from 'geojson';
import type { Theme } from '../../../server/styles/palette.ts';
import { lang, theme } from '../../state/state.ts';
import type { Lang } from '../../text/texts.ts';
import { onMap } from '../door.ts';
import type { Drawing } from '../drawing.ts';
import { labelPlace } from '../geometry/label-place.ts';
import { palette } from '../palette.ts';
import { figuresInShort, geometryOf } from '../shape.ts';
import { drawings, selectedId } from '../state/drawings.ts';
import { editedId } from '../state/tools.ts';

/** Drawings as layers of the map, above all else: they go into its style and stay through every change of it. */

const drawnSource = 'ritat';
const labelSource = 'ritat-text';

interface Look {
  theme: Theme;
  lang: Lang;
}

type Draw = (drawing: Drawing, look: Look) => { geometry: Geometry; label: string };

const shapes: Draw = (drawing) => ({ geometry: geometryOf(drawing), label: '' });

const labels: Draw = (drawing, { lang }) => ({
  geometry: { type: 'Point', coordinates: labelPlace(drawing) },
  label: [drawing.name, drawing.figures ? figuresInShort(drawing, lang) : ''].filter(Boolean).join('\n'),
});

function sourceOf(all: readonly Drawing[], draw: Draw, look: Look): GeoJSONSourceSpecification {
  const features = all.map((drawing): Feature => {
    const { geometry, label } = draw(drawing, look);
    const colour = palette[look.theme][drawing.colour];
    const isSelected = drawing.id === selectedId.value;
    return { type: 'Feature', geometry, properties: { kind: drawing.kind, colour, isSelected, label } };
  });
  return { type: 'geojson', data: { type: 'FeatureCollection', features }, tolerance: 0 };
}

function layers(theme: Theme): LayerSpecification[] {
  const { rim } = palette[theme];
  const colour: ExpressionSpecification = ['get', 'colour'];
  const kind: ExpressionSpecification = ['get', 'kind'];
  const form: ExpressionSpecification = ['geometry-type'];
  const chosenOr = (chosen: number, usual: number): ExpressionSpecification => [
    'case',
    ['get', 'isSelected'],
    chosen,
    usual,
  ];
  const byPoint = (point: string, other: string): ExpressionSpecification => ['match', kind, 'point', point, other];
  const text: NonNullable<SymbolLayerSpecification['layout']> = {
    'text-field': ['get', 'label'],
    'text-font': ['Source Sans Semibold'],
    'text-size': 14,
    'text-allow-overlap': true,
    'text-max-width': 14,
  };
  const ink = { 'text-color': colour, 'text-halo-color': rim, 'text-halo-width': 2 };
  const round = { 'line-join': 'round', 'line-cap': 'round' } as const;
  const lines: Pick<LineLayerSpecification, 'type' | 'source' | 'filter' | 'layout'> = {
    ...{ type: 'line', source: drawnSource, filter: ['!=', form, 'Point'] },
    layout: round,
  };
  return [
    {
      ...{ id: 'ritat-fill', type: 'fill', source: drawnSource, filter: ['==', form, 'Polygon'] },
      paint: { 'fill-color': colour, 'fill-opacity': chosenOr(0.22, 0.12) },
    },
    { ...lines, id: 'ritat-rim', paint: { 'line-color': rim, 'line-width': chosenOr(8, 5.5) } },
    { ...lines, id: 'ritat-line', paint: { 'line-color': colour, 'line-width': chosenOr(4, 2.5) } },
    {
      ...{ id: 'ritat-point', type: 'circle', source: drawnSource, filter: ['==', kind, 'point'] },
      paint: {
        'circle-color': colour,
        'circle-radius': chosenOr(8, 6),
        'circle-stroke-color': rim,
        'circle-stroke-width': 2,
      },
    },
    {
      ...{ id: 'ritat-label', type: 'symbol', source: labelSource },
      layout: {
        ...text,
        'text-anchor': byPoint('left', 'center'),
        'text-justify': byPoint('left', 'center'),
        'text-offset': ['match', kind, 'point', ['literal', [0.8, 0]], ['literal', [0, 0]]],
      },
      paint: ink,
    },
  ];
}

/** Keeps what is on the map in step with what is drawn. What is in hand is drawn by the hand (hand.ts). */
effect(() => {
  const shown = drawings.value.filter(({ id }) => id !== editedId.value);
  const look = { theme: theme.value, lang: lang.value };
  onMap.value =
    shown.length === 0
      ? { sources: {}, layers: [] }
      : {
          sources: {
            [drawnSource]: sourceOf(shown, shapes, look),
            [labelSource]: sourceOf(shown, labels, look),
          },
          layers: layers(look.theme),
        };
});
