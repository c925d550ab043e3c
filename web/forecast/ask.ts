import { useEffect, useState } from 'preact/hooks';
import { readFrom, ServerError } from '../server.ts';
import { description } from '../state/state.ts';
import type { Row } from './reading/figures.ts';

/** Sums of people, asked of the server (`…/aggregate`). */

export interface Sums {
  rows: readonly Row[];
  /** What the server took where nothing was asked: field → value. */
  assumed: Readonly<Record<string, string | number>>;
  columns: readonly { name: string; values?: readonly { value: string; title: string }[] }[];
}

export interface Question {
  dataset: string;
  by: readonly string[];
  /** Dimensions of which some values are meant. */
  fixed?: Readonly<Record<string, string>>;
}

export function aggregatePath(
  { dataset, by, fixed = {} }: Question,
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({ by: by.join(), ...fixed, ...more });
  return `/geodata/v1/collections/${dataset}/aggregate?${query.toString().replaceAll('%2C', ',')}`;
}

/** Several parts of the page ask the same. Kept for one version of the data. */
const kept = new Map<string, Promise<Sums>>();

export function askSums(question: Question, lang: string): Promise<Sums> {
  const path = aggregatePath(question, { lang, f: 'json' });
  const key = `${description.peek()?.versions[question.dataset]} ${path}`;
  const known = kept.get(key);
  if (known) return known;
  const asked = patiently(path, 5);
  kept.set(key, asked);
  // The next to ask tries again.
  asked.catch(() => kept.delete(key));
  if (kept.size > 200) kept.delete(kept.keys().next().value ?? '');
  return asked;
}

/** Sums that take long are made all the same: 503 means that whoever asks again has them. */
async function patiently(path: string, times: number): Promise<Sums> {
  try {
    return await readFrom<Sums>(path, AbortSignal.timeout(60_000));
  } catch (error) {
    if (!(error instanceof ServerError) || error.status !== 503 || times === 0) throw error;
    return patiently(path, times - 1);
  }
}

interface Answered {
  key: string;
  questions: readonly Question[];
  answers?: readonly Sums[];
  failed?: true;
}

/** The answers to questions in their order, once all have come; `failed`: one did not. */
export function useSums(questions: readonly Question[], lang: string): Pick<Answered, 'answers' | 'failed'> {
  const [state, key] = useAnswered(questions, lang);
  return state.key === key ? state : {};
}

/** The same, but until those have come the answers to the questions before, and which those were. */
export function useLastSums(questions: readonly Question[], lang: string): Omit<Answered, 'key'> {
  const [state] = useAnswered(questions, lang);
  return state;
}

function useAnswered(questions: readonly Question[], lang: string): [Answered, string] {
  const key = JSON.stringify([lang, questions, questions.map(({ dataset }) => description.value?.versions[dataset])]);
  const [state, setState] = useState<Answered>({ key: '', questions: [] });
  useEffect(() => {
    let isWanted = true;
    Promise.all(questions.map((question) => askSums(question, lang))).then(
      (answers) => isWanted && setState({ key, questions, answers }),
      () => isWanted && setState({ key, questions, failed: true }),
    );
    return () => {
      isWanted = false;
    };
  }, [key]);
  return [state, key];
}
