import { batch, effect, signal } from '@preact/signals';
import type { HereAnswer, HereDocument } from '../../server/here/shape.ts';
import { readHere, ServerError, serverIsBack } from '../server.ts';
import { asked, hereQuery, type Question, writeAsked } from './asked.ts';
import { type LiveChange, onChange } from './live.ts';
import { answers, chosen, endedShown, type Hit, lang, page } from './state.ts';

/** "What applies here?", asked of the server for whoever wants to know: a click, a place that was found, an area that was drawn. */

/** What the server says of the place that is asked about. */
export const here = signal<HereDocument | undefined>(undefined);
/** The subject whose feature was opened first: its answers stand first, and stay there. */
export const openedFirst = signal<string | undefined>(undefined);
/** Why it does not answer the question, in its own words. */
export const hereRefused = signal<string | undefined>(undefined);

/** What the map draws at a place is told too where the data lie beside it: a circle is larger than what it stands for. */
const drawnAt = new Map<string, readonly Hit[]>();
const mostDrawn = 30;

/** Asks about a place or an area, and opens the panel for the answer. `drawn`: what the map draws there, the topmost first. */
export function askHere(question: Question, drawn: readonly Hit[] = []): void {
  const name = writeAsked(question);
  if (name !== undefined && drawn.length > 0) drawnAt.set(name, drawn);
  for (const old of drawnAt.keys()) if (drawnAt.size > mostDrawn) drawnAt.delete(old);
  batch(() => {
    answers.value = undefined;
    chosen.value = undefined;
    here.value = undefined;
    asked.value = question;
    page.value = 'answers';
  });
}

/** Answers whatever is asked, in the page's language, until the page closes. */
export function startAnswering(): void {
  effect(() => {
    const question = asked.value;
    const wanted = { lang: lang.value, ended: endedShown.value };
    if (question) void answer(question, wanted);
    else here.value = undefined;
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  onChange((changes) => {
    const question = asked.peek();
    if (!question || !changes.some(reachesAnswer)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (asked.peek() === question) void answer(question, { lang: lang.peek(), ended: endedShown.peek() });
    }, settled);
  });
}

/** Several rows that are saved together are one question. Milliseconds. */
const settled = 400;
/** So far from what is asked about features are told, in degrees: more than a kilometre in either direction. */
const near = 0.02;

function reachesAnswer({ bbox }: LiveChange): boolean {
  const bounds = here.peek()?.question.bounds;
  if (!bbox || !bounds) return true;
  const [west, south, east, north] = bounds;
  return bbox[0] <= east + near && bbox[2] >= west - near && bbox[1] <= north + near && bbox[3] >= south - near;
}

async function answer(question: Question, wanted: { lang: 'sv' | 'en'; ended: boolean }): Promise<void> {
  const isLate = () => asked.peek() !== question || lang.peek() !== wanted.lang || endedShown.peek() !== wanted.ended;
  const drawn = drawnAt.get(writeAsked(question) ?? '') ?? [];
  let refused: string | undefined;
  let found: HereDocument | undefined;
  try {
    found = await readHere(hereQuery(question), wanted.lang);
  } catch (error) {
    if (error instanceof ServerError && error.status >= 400 && error.status < 500) refused = error.detail ?? '';
    else if (drawn.length === 0) {
      await serverIsBack();
      return isLate() ? undefined : answer(question, wanted);
    }
  }
  if (isLate()) return;
  const told = (found?.answers ?? []).filter(({ standing }) => wanted.ended || standing !== 'ended').map(hitOf);
  const known = new Set(told.map(identity));
  const all = [...told, ...drawn.filter((hit) => !known.has(identity(hit)))];
  const opened = chosen.peek();
  const [first] = drawn.filter((hit) => known.has(identity(hit)));
  batch(() => {
    here.value = found;
    hereRefused.value = refused;
    // A link may have opened what the place does not have.
    const linked =
      opened && !all.some((hit) => identity(hit) === identity(opened)) ? [{ ...opened, properties: {} }] : [];
    answers.value = [...all, ...linked];
    const start = opened ?? first ?? all[0];
    chosen.value = start && { dataset: start.dataset, key: start.key };
    openedFirst.value = all.find((hit) => start && identity(hit) === identity(start))?.told?.subject;
  });
}

function hitOf(told: HereAnswer): Hit {
  return { dataset: told.dataset, key: told.key, properties: told.properties, told };
}

function identity({ dataset, key }: Pick<Hit, 'dataset' | 'key'>): string {
  return `${dataset}/${key}`;
}
