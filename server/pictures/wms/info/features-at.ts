import { join, sql } from '../../../database/sql.ts';
import type { Definition } from '../../../datasets/definition.ts';
import { publicColumns, shownCondition } from '../../../datasets/select.ts';
import { type Selection, type Wanted, wholeDataset } from '../../../features/index.ts';
import type { Filter } from '../../../filter/index.ts';
import { layersOf } from '../../../styles/layers.ts';
import { type Frame, zoomOf } from '../../frame.ts';

/** Which features of a dataset are at a point of a map: those that the map would draw there, at any scale. */
export function wantedAt(
  definition: Definition,
  definitions: readonly Definition[],
  {
    frame,
    point,
    filter,
    tolerance,
  }: { frame: Frame; point: readonly [number, number]; filter: Filter | undefined; tolerance: number | undefined },
): Wanted {
  const reach = tolerance ?? usualTolerance(definition, definitions, zoomOf(frame));
  const whole = wholeDataset(definition, frame.crs);
  const selection: Selection = { definition, bbox: around(frame, point, reach), filter: drawnAnd(definition, filter) };
  return { ...whole, selection };
}

/** Pixels. Of an area itself as good as none. */
const inArea = 0.01;
const nearLine = 4;
/** Where a circle or an icon stands for an area. */
const nearSymbol = 14;

function usualTolerance(definition: Definition, definitions: readonly Definition[], zoom: number): number {
  const type = definition.geometry?.type ?? 'Geometry';
  const hasSymbol = layersOf(definition, definitions).some(
    ({ type: kind, minzoom = 0, maxzoom = 25, layout }) =>
      zoom >= minzoom && zoom < maxzoom && (kind === 'circle' || (kind === 'symbol' && 'icon-image' in (layout ?? {}))),
  );
  if (hasSymbol) return nearSymbol;
  return type.endsWith('Polygon') ? inArea : nearLine;
}

/** `i`, `j`: pixels from the upper left corner. */
function around(frame: Frame, [i, j]: readonly [number, number], pixels: number): NonNullable<Selection['bbox']> {
  const { box, crs } = frame;
  const [west, , east, north] = box;
  const across = (east - west) / frame.width;
  const down = (north - box[1]) / frame.height;
  const x = west + i * across;
  const y = north - j * down;
  const within = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);
  const [left, bottom, right, top] = crs.area;
  return {
    srid: crs.srid,
    rectangles: [
      [
        within(x - pixels * across, left, right),
        within(y - pixels * down, bottom, top),
        within(x + pixels * across, left, right),
        within(y + pixels * down, bottom, top),
      ],
    ],
  };
}

/** The rows that the map shows: not those of another division or edition, and not what has ended. */
function drawnAnd(definition: Definition, filter: Filter | undefined): Filter {
  const { standing } = definition.map ?? {};
  const field = publicColumns(definition).find((column) => column.field.name === standing?.field);
  const conditions = [
    shownCondition(definition),
    ...(standing && field && standing.ended.length > 0
      ? [sql`coalesce(not (${field.expression}::text = any (${standing.ended}::text[])), true)`]
      : []),
    ...(filter ? [sql`(${filter.condition})`] : []),
  ];
  return { canonical: `drawn ${filter?.canonical ?? ''}`, condition: join(conditions, ' and ') };
}
