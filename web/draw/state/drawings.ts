import { batch, computed, effect, signal } from '@preact/signals';
import { z } from 'zod/mini';
import { keepHere, keptHere } from '../../state/kept-here.ts';
import { mostLetters, readDrawings, writeDrawings } from '../address.ts';
import { inAddress, storageKey } from '../door.ts';
import { type Drawing, drawingSchema, type NewDrawing } from '../drawing.ts';

/** All that is drawn, kept in the browser and, when it is little, in the page's address. */

export const drawings = signal<readonly Drawing[]>([]);
export const selectedId = signal<string | undefined>(undefined);
export const selected = computed(() => drawings.value.find(({ id }) => id === selectedId.value));

const past = signal<readonly (readonly Drawing[])[]>([]);
const future = signal<readonly (readonly Drawing[])[]>([]);
export const canUndo = computed(() => past.value.length > 0);
export const canRedo = computed(() => future.value.length > 0);
/** As many steps as anybody goes back. */
const mostSteps = 100;

/** False: the browser has no room for the drawings, or keeps nothing. */
export const isKept = signal(true);
/** The address of the page held drawings that cannot be read. */
export const linkIsBroken = signal(false);
/** How many came with the address of the page and were not here before. */
export const fromLink = signal(0);

const written = computed(() => writeDrawings(drawings.value));
/** Letters that the drawings would take in the address, where that is more than they may. */
export const lettersTooMany = computed(() => (written.value.length > mostLetters ? written.value.length : undefined));

export function change(next: readonly Drawing[]): void {
  if (next === drawings.peek()) return;
  batch(() => {
    past.value = [...past.peek(), drawings.peek()].slice(-mostSteps);
    future.value = [];
    drawings.value = next;
  });
}

/** Adds drawings and chooses the last. */
export function add(...news: readonly NewDrawing[]): void {
  const added = news.map((one): Drawing => ({ ...one, id: crypto.randomUUID?.() ?? String(Math.random()) }));
  batch(() => {
    change([...drawings.peek(), ...added]);
    selectedId.value = added.at(-1)?.id;
  });
}

/** Puts others in the place of one: none removes it. */
export function replace(id: string, others: readonly Drawing[]): void {
  change(drawings.peek().flatMap((drawing) => (drawing.id === id ? others : [drawing])));
}

export function undo(): void {
  turn(past, future);
}

export function redo(): void {
  turn(future, past);
}

function turn(from: typeof past, to: typeof past): void {
  const before = from.peek().at(-1);
  if (!before) return;
  batch(() => {
    from.value = from.peek().slice(0, -1);
    to.value = [...to.peek(), drawings.peek()];
    drawings.value = before;
  });
}

function stored(text: string | null | undefined): Drawing[] {
  try {
    const known = z.array(z.unknown()).parse(JSON.parse(text ?? '[]'));
    // What another version of the page has kept and this one does not know is left out.
    return known.flatMap((one) => drawingSchema.safeParse(one).data ?? []);
  } catch {
    return [];
  }
}

function keep(all: readonly Drawing[]): void {
  isKept.value = keepHere(storageKey, all.length > 0 ? JSON.stringify(all) : undefined);
}

/** Once, when this code has come: what was kept, and what the page's address brings. */
drawings.value = stored(keptHere(storageKey));
const linked = inAddress.peek();
if (linked !== undefined) {
  const brought = readDrawings(linked);
  const known = new Set(drawings.peek().map((drawing) => writeDrawings([drawing])));
  const news = brought?.filter((drawing) => !known.has(writeDrawings([drawing]))) ?? [];
  linkIsBroken.value = brought === undefined;
  fromLink.value = news.length;
  if (news.length > 0) add(...news);
  selectedId.value = undefined;
}
effect(() => keep(drawings.value));
effect(() => {
  inAddress.value = drawings.value.length > 0 && lettersTooMany.value === undefined ? written.value : undefined;
});
// Another tab of this browser has drawn: all tabs show the same.
addEventListener('storage', ({ key, newValue }) => {
  if (key === storageKey) drawings.value = stored(newValue);
});
