import type { HexColor, TerraDrawSelectMode } from 'terra-draw';
import type { Theme } from '../../../server/styles/palette.ts';
import type { Colour } from '../drawing.ts';
import { palette } from '../palette.ts';

/** How it looks while it is being drawn or changed. */

function hex(colour: string): HexColor {
  return `#${colour.slice(1)}`;
}

export function drawingStyles(theme: Theme, colour: Colour) {
  const line = hex(palette[theme][colour]);
  const rim = hex(palette[theme].rim);
  const corner = (width: number) => ({ width, fill: rim, outline: line });
  const [closing, snapping] = [corner(6), corner(7)];
  const points = {
    closingPointWidth: closing.width,
    closingPointColor: closing.fill,
    closingPointOutlineColor: closing.outline,
    closingPointOutlineWidth: 2,
    snappingPointWidth: snapping.width,
    snappingPointColor: line,
    snappingPointOutlineColor: rim,
    snappingPointOutlineWidth: 2,
    coordinatePointWidth: 5,
    coordinatePointColor: rim,
    coordinatePointOutlineColor: line,
    coordinatePointOutlineWidth: 2,
  };
  return {
    point: { pointColor: line, pointOutlineColor: rim, pointOutlineWidth: 2, pointWidth: 6 },
    linestring: { lineStringColor: line, lineStringWidth: 3, ...points },
    polygon: { fillColor: line, fillOpacity: 0.15, outlineColor: line, outlineWidth: 3, ...points },
  };
}

type SelectOptions = NonNullable<ConstructorParameters<typeof TerraDrawSelectMode>[0]>;

export function editingStyles(theme: Theme, colour: Colour): NonNullable<SelectOptions['styles']> {
  const line = hex(palette[theme][colour]);
  const rim = hex(palette[theme].rim);
  return {
    selectedPointColor: line,
    selectedPointOutlineColor: rim,
    selectedPointOutlineWidth: 3,
    selectedPointWidth: 8,
    selectedLineStringColor: line,
    selectedLineStringWidth: 3,
    selectedPolygonColor: line,
    selectedPolygonFillOpacity: 0.15,
    selectedPolygonOutlineColor: line,
    selectedPolygonOutlineWidth: 3,
    selectionPointColor: rim,
    selectionPointOutlineColor: line,
    selectionPointOutlineWidth: 2.5,
    selectionPointWidth: 7,
    midPointColor: line,
    midPointOutlineColor: rim,
    midPointOutlineWidth: 1.5,
    midPointWidth: 4,
  };
}
