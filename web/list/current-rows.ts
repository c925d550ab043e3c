import { effect, signal } from '@preact/signals';
import { onChange } from '../state/live.ts';
import { lang } from '../state/state.ts';
import { type Row, type Rows, rowsOf, type Trouble } from './rows.ts';
import { type Question, question } from './state.ts';

/** The rows of the list that is open, and where in it somebody is: kept while the panel shows something else. */

interface Current {
  /** Another for each answer, so that whoever shows it draws it anew. */
  count: number | undefined;
  /** Of how many the list is; undefined: the server counts still. */
  matched: number | undefined;
  trouble: Trouble | undefined;
  row: (index: number) => Row | undefined;
}

const nothing: Current = { count: undefined, matched: undefined, trouble: undefined, row: () => undefined };
export const currentRows = signal<Current>(nothing);
/** The data have changed since the list was read; it stays as it is until somebody wants to see that. */
export const isChanged = signal(false);

/** Where the list is read: the cell that has the focus, and how far it is scrolled. */
export const standing = { row: 0, column: 0, scrolled: 0 };

let rows: Rows | undefined;
let known = '';
/** Id of the dataset that was read. */
let of: string | undefined;
let wanted: readonly [number, number] = [0, 0];

/** A map that is still being moved asks once. Milliseconds. */
const settled = 300;

/** The same for the same list. */
export function nameOf({ dataset, ...rest }: Question): string {
  return JSON.stringify([dataset.id, rest, lang.value]);
}

/** Reads another list when what is asked for changes. Gives back what ends it. */
export function followQuestion(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = effect(() => {
    const asked = question.value;
    if (!asked) return;
    const name = nameOf(asked);
    clearTimeout(timer);
    if (name === known) return;
    timer = setTimeout(() => read(asked, name), known === '' ? 0 : settled);
  });
  hear();
  return () => {
    stop();
    clearTimeout(timer);
    rows?.stop();
  };
}

let hears = false;

/** Once for all: the list may change while the panel shows something else. */
function hear(): void {
  if (hears) return;
  hears = true;
  onChange((changes) => {
    if (changes.some(({ dataset }) => dataset === of)) isChanged.value = true;
  });
}

function read(asked: Question, name: string): void {
  rows?.stop();
  const isOther = of !== asked.dataset.id;
  of = asked.dataset.id;
  known = name;
  isChanged.value = false;
  Object.assign(standing, { row: 0, scrolled: 0 }, isOther ? { column: 0 } : {});
  const mine = rowsOf(asked, lang.value, () => {
    if (rows === mine) tell();
  });
  rows = mine;
  // What was there stays until there is something else.
  if (isOther) currentRows.value = nothing;
  wanted = [0, 0];
  want(0, 40);
}

function tell(): void {
  const mine = rows;
  if (!mine) return;
  currentRows.value = { count: mine.count(), matched: mine.matched(), trouble: mine.trouble(), row: mine.row };
  if (!mine.trouble()) mine.want(...wanted);
}

/** Somebody looks at these rows. */
export function want(from: number, to: number): void {
  wanted = [from, to];
  rows?.want(from, to);
}

export function reread(): void {
  const asked = question.peek();
  if (asked) read(asked, nameOf(asked));
}
