import { effect, untracked } from '@preact/signals';
import type { Map as MapLibreMap } from 'maplibre-gl';
import {
  TerraDraw,
  TerraDrawLineStringMode,
  TerraDrawModeUndoRedo,
  TerraDrawPointMode,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
} from 'terra-draw';
import { lang, theme } from '../../state/state.ts';
import { figuresInShort } from '../shape.ts';
import { drawings, undo } from '../state/drawings.ts';
import { finish, move } from '../state/finishing.ts';
import type { Hand } from '../state/hand-now.ts';
import { colour, cornersSoFar, draft, edit, editedId, pointer, spoken, takeTool, tool } from '../state/tools.ts';
import { drawWords } from '../words.ts';
import { cancelKey, finishKey, LedAdapter } from './adapter.ts';
import { cornersSet, shapeOf } from './draft.ts';
import { editableGeometry, flags } from './editable.ts';
import { drawingStyles, editingStyles } from './hand-styles.ts';
import { listenToKeys } from './keys.ts';
import { snapped } from './snapping.ts';

/** Decimals of a degree: a tenth of a millimetre. */
const precision = 9;
/** Pixels around a corner within which it is meant. */
const reach = 14;

/**
 * What draws: Terra Draw follows the pointer (or the keys) while a tool is in hand, and while somebody moves corners. What is done it
 * hands over at once; between two drawings it holds nothing.
 */
export function takeInHand(map: MapLibreMap): Hand {
  const adapter = new LedAdapter({ map, coordinatePrecision: precision });
  let sticks = true;
  const toCustom = ({ containerX, containerY }: { containerX: number; containerY: number }) =>
    sticks ? snapped(map, { x: containerX, y: containerY }) : undefined;
  const common = {
    snapping: { toCustom },
    pointerDistance: reach,
    showCoordinatePoints: true,
    keyEvents: { finish: finishKey, cancel: cancelKey },
  };
  const draw = new TerraDraw({
    adapter,
    modes: [
      new TerraDrawPointMode(),
      new TerraDrawLineStringMode(common),
      new TerraDrawPolygonMode(common),
      new TerraDrawSelectMode({
        allowManualDeselection: false,
        allowManualSelection: false,
        keyEvents: null,
        pointerDistance: reach,
        flags: flags(toCustom),
      }),
    ],
    undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
  });
  draw.start();
  // Another language makes another map: what was being drawn goes on there.
  const unfinished = cornersSoFar();

  const current = () => draw.getSnapshot().find(({ properties }) => properties.currentlyDrawing === true);
  draw.on('change', () => {
    const made = tool.peek();
    const drawn = made && current();
    const corners = drawn ? cornersSet(drawn) : 0;
    const before = draft.peek()?.corners ?? 0;
    draft.value = made && drawn ? { shape: shapeOf(drawn, made), corners } : undefined;
    if (corners > before) sayCorner(corners);
  });
  draw.on('finish', (id) => {
    const drawn = draw.getSnapshotFeature(id);
    const edited = drawings.peek().find((one) => one.id === editedId.peek());
    const made = tool.peek();
    if (!drawn) return;
    const shape = shapeOf(drawn, made ?? { mode: 'point', makes: 'point', figures: false });
    // Terra Draw has to come to an end with it first.
    queueMicrotask(() => {
      if (edited && shape) move(edited, shape);
      if (!made) return;
      if (draw.hasFeature(id)) draw.removeFeatures([id]);
      if (shape) finish(shape.kind === 'point' || shape.kind === 'text' ? stuck(shape) : shape);
    });
  });
  /** Terra Draw lets corners stick, but not points. */
  const stuck = <S extends { geometry: { type: 'Point'; coordinates: number[] } }>(shape: S): S => {
    const [lng = 0, lat = 0] = shape.geometry.coordinates;
    const place = sticks ? snapped(map, map.project([lng, lat])) : undefined;
    return place ? { ...shape, geometry: { ...shape.geometry, coordinates: place } } : shape;
  };

  const stopTool = effect(() => {
    const made = tool.value;
    const styles = drawingStyles(theme.value, colour.value);
    draw.updateModeOptions<typeof TerraDrawPointMode>('point', { styles: styles.point });
    draw.updateModeOptions<typeof TerraDrawPolygonMode>('polygon', { styles: styles.polygon });
    draw.updateModeOptions<typeof TerraDrawLineStringMode>('linestring', {
      styles: styles.linestring,
      finishOnNthCoordinate: made?.most ?? Number.POSITIVE_INFINITY,
    });
    if (made) untracked(() => map.getCanvas().focus({ preventScroll: true }));
  });
  // Only another tool ends what is being drawn: not another theme.
  const stopMode = effect(() => {
    const mode = tool.value?.mode ?? 'static';
    if (editedId.value !== undefined) return;
    draw.clear();
    draw.setMode(mode);
    draft.value = undefined;
  });
  const stopEditing = effect(() => {
    const drawing = drawings.value.find(({ id }) => id === editedId.value);
    if (!drawing) {
      if (editedId.peek() !== undefined) edit(undefined);
      return;
    }
    const geometry = editableGeometry(drawing, precision);
    if (!geometry) return;
    const held = draw.getSnapshotFeature(drawing.id)?.geometry;
    if (JSON.stringify(held) === JSON.stringify(geometry)) return;
    draw.clear();
    draw.updateModeOptions<typeof TerraDrawSelectMode>('select', {
      styles: editingStyles(theme.peek(), drawing.colour),
    });
    const mode = { Point: 'point', LineString: 'linestring', Polygon: 'polygon' }[geometry.type];
    const [added] = draw.addFeatures([{ type: 'Feature', id: drawing.id, geometry, properties: { mode } }]);
    if (added?.valid) draw.selectFeature(drawing.id);
    else edit(undefined);
  });

  const hand: Omit<Hand, 'stop'> = {
    cornerAt(longitude, latitude) {
      sticks = false;
      adapter.clickAt(Number(longitude.toFixed(precision)), Number(latitude.toFixed(precision)));
      sticks = true;
    },
    back() {
      if (draw.canUndo()) draw.undo();
      else if (!current()) undo();
    },
    done() {
      const least = tool.peek()?.mode === 'polygon' ? 3 : 2;
      if (editedId.peek() !== undefined) edit(undefined);
      else if ((draft.peek()?.corners ?? 0) >= least) adapter.press(finishKey);
      else takeTool(undefined);
    },
  };
  for (const [longitude = 0, latitude = 0] of unfinished) hand.cornerAt(longitude, latitude);
  const middle = () => map.getCenter();
  const stopKeys = listenToKeys(map, {
    isActive: () => tool.peek() !== undefined || editedId.peek() !== undefined,
    corner() {
      if (tool.peek()) adapter.clickAt(middle().lng, middle().lat);
    },
    back: hand.back,
    end: hand.done,
    moved() {
      adapter.pointAt(middle().lng, middle().lat);
      pointer.value = map.project(middle());
    },
  });
  const follow = ({ point }: { point: { x: number; y: number } }) => {
    pointer.value = tool.peek() ? { x: point.x, y: point.y } : undefined;
  };
  const leave = () => {
    pointer.value = undefined;
  };
  map.on('mousemove', follow);
  map.on('mouseout', leave);
  return {
    ...hand,
    stop() {
      for (const stop of [stopTool, stopMode, stopEditing, stopKeys]) stop();
      map.off('mousemove', follow);
      map.off('mouseout', leave);
      leave();
      if (!tool.peek()) draft.value = undefined;
      try {
        draw.stop();
      } catch {
        // The map was taken away before its layers were.
      }
    },
  };
}

function sayCorner(corners: number): void {
  const shape = draft.peek()?.shape;
  const figures = shape ? figuresInShort(shape, lang.peek()) : '';
  spoken.value = `${drawWords.peek().corner} ${corners}. ${figures}`;
}
