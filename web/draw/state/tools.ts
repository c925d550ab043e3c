import { batch, computed, effect, signal } from '@preact/signals';
import type { Position } from 'geojson';
import { isDrawing } from '../door.ts';
import type { Colour, Drawing, Shape } from '../drawing.ts';

/** Which tool is in hand, and what it is making. */

export interface Tool {
  /** How the pointer draws it. */
  mode: 'point' | 'linestring' | 'polygon';
  makes: Drawing['kind'] | 'cut';
  /** The figures stand beside it on the map. */
  figures: boolean;
  /** It is done with so many corners. */
  most?: number;
}

export const tools = {
  length: { mode: 'linestring', makes: 'line', figures: true },
  extent: { mode: 'polygon', makes: 'area', figures: true },
  bearing: { mode: 'linestring', makes: 'line', figures: true, most: 2 },
  point: { mode: 'point', makes: 'point', figures: false },
  line: { mode: 'linestring', makes: 'line', figures: false },
  area: { mode: 'polygon', makes: 'area', figures: false },
  circle: { mode: 'linestring', makes: 'circle', figures: true, most: 2 },
  text: { mode: 'point', makes: 'text', figures: false },
  split: { mode: 'linestring', makes: 'cut', figures: false },
} as const satisfies Record<string, Tool>;

export type ToolName = keyof typeof tools;

export const toolName = signal<ToolName | undefined>(undefined);
/** The drawing whose corners are being moved. */
export const editedId = signal<string | undefined>(undefined);
export const tool = computed((): Tool | undefined => (toolName.value ? tools[toolName.value] : undefined));

/** What is being drawn, with the corner that follows the pointer. `corners`: those that are set. */
export const draft = signal<{ shape: Shape | undefined; corners: number } | undefined>(undefined);
/** The corners that are set. */
export function cornersSoFar(): Position[] {
  const now = draft.peek();
  return now?.shape ? cornersOf(now.shape).slice(0, now.corners) : [];
}

function cornersOf({ kind, geometry }: Shape): Position[] {
  if (kind === 'line') return geometry.coordinates;
  if (kind === 'area') return geometry.type === 'Polygon' ? (geometry.coordinates[0] ?? []) : [];
  return [geometry.coordinates];
}

/** Where the pointer is, in pixels of the map. */
export const pointer = signal<{ x: number; y: number } | undefined>(undefined);

export const colour = signal<Colour>('blue');
/** Corners stick to those of the map. */
export const snaps = signal(true);
/** What a screen reader says. */
export const spoken = signal('');
/** What went wrong, in words, until the next thing is done. */
export const problem = signal<string | undefined>(undefined);

/** So long after the last corner the browser may still tell the map of its click, in milliseconds. */
const echo = 400;
effect(() => {
  const isBusy = toolName.value !== undefined || editedId.value !== undefined;
  if (isBusy) isDrawing.value = true;
  else
    setTimeout(() => {
      isDrawing.value = toolName.peek() !== undefined || editedId.peek() !== undefined;
    }, echo);
});

export function takeTool(name: ToolName | undefined): void {
  batch(() => {
    problem.value = undefined;
    editedId.value = undefined;
    toolName.value = name;
  });
}

export function edit(id: string | undefined): void {
  batch(() => {
    toolName.value = undefined;
    editedId.value = id;
  });
}
