import { inOneState } from '../changes/snapshot.ts';
import { goneProblem } from '../comparing/gone.ts';
import type { Queryable } from '../database/database.ts';
import type { AsOf, Definition } from '../datasets/definition.ts';
import { type Moment, pastOf } from '../history/past.ts';
import type { Language } from '../http/language.ts';
import { Problem, problem } from '../http/problems.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { foundIn, readOne } from './found.ts';
import { type Place, placeOf } from './place.ts';
import type { Question } from './question.ts';
import { sorted } from './sorted.ts';
import { type DatasetState, statesOf } from './states.ts';
import { type Taking, taking, takingPart } from './taking-part.ts';
import { type Told, tell } from './told.ts';

/** How a question is asked. */
export interface Asking {
  question: Question;
  /** Metres. */
  within: number;
  /** Undefined: now. */
  moment: Exclude<Moment, 'start' | 'now'> | undefined;
  /** The day that is today: YYYY-MM-DD. */
  day: string;
  lang: Language;
  baseUrl: string;
}

/** All that is told of a place, of one state of the data. */
export interface Answer {
  question: Question;
  place: Place;
  within: number;
  /** The number of the state's newest change. */
  number: number;
  isPast: boolean;
  day: string;
  datasets: DatasetState[];
  /** The past states that were read, by dataset. */
  asOf: ReadonlyMap<string, AsOf>;
  /** What could not be told of that time. */
  leftOut: Definition[];
  /** What applies here comes first, what is near last. */
  told: Told[];
}

/** Answers a question. Throws 400, 404 and 410 problems. */
export async function answerTo(service: OpenData, asking: Asking): Promise<Answer> {
  const { database, published } = service;
  if (asking.moment) {
    const { definitions, leftOut, number } = await pastDefinitions(service, asking.moment);
    return read(service, database, asking, { definitions, leftOut, number });
  }
  let answer: Answer | undefined;
  await inOneState(database, undefined, async (state, number) => {
    answer = await read(service, state, asking, { definitions: published.definitions, leftOut: [], number });
  });
  if (!answer) throw new Error('nothing was read');
  return answer;
}

interface State {
  definitions: readonly Definition[];
  leftOut: Definition[];
  number: number;
}

/** All datasets as they were. Throws the 404 problem of the first where none is known of that time. */
async function pastDefinitions(
  { database, published }: OpenData,
  moment: NonNullable<Asking['moment']>,
): Promise<State> {
  const definitions: Definition[] = [];
  const leftOut: Definition[] = [];
  let number = 0;
  let refused: Problem | undefined;
  for (const definition of published.definitions) {
    try {
      const past = await pastOf(database, published, definition, moment);
      definitions.push(past.definition);
      number = Math.max(number, past.definition.asOf?.number ?? 0);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refused ??= error.code === 'no-such-version' ? error : undefined;
      leftOut.push(definition);
    }
  }
  if (definitions.length === 0) throw refused ?? problem('no-history', { id: '' });
  const told = takingPart(published);
  return { definitions, leftOut: leftOut.filter((one) => told.includes(one)), number };
}

async function read(
  service: OpenData,
  state: Queryable,
  { question, within, moment, day, lang, baseUrl }: Asking,
  { definitions, leftOut, number }: State,
): Promise<Answer> {
  const { published } = service;
  const datasets = takingPart({ definitions }).map(taking);
  const place = await placeOf(state, published, question, (id) =>
    askedDataset(service, definitions, question, id),
  ).catch(async (error: unknown) => {
    if (question.kind !== 'object' || moment) throw error;
    const definition = published.dataset(question.dataset);
    throw await goneProblem(service, definition, question.key, { baseUrl, lang }, error);
  });
  const told: Told[] = [];
  const matched = new Map<string, number>();
  const about = { definitions, lang, day, organisations: service.organisations };
  if (question.kind === 'object') {
    const own = askedDataset(service, definitions, question, question.dataset);
    const one = await readOne(state, published, own, question.key);
    if (one) told.push(...(await tell(state, published, own.definition, [one], about)));
  }
  const [asked] = told;
  for (const one of datasets) {
    const except = asked?.dataset === one.definition.id ? asked.key : undefined;
    const { found, matched: count } = await foundIn(state, published, one, place, { within, except });
    matched.set(one.definition.id, count);
    told.push(...(await tell(state, published, one.definition, found, about)));
  }
  return {
    ...{ question, place, within, number, day, leftOut },
    isPast: moment !== undefined,
    asOf: new Map(definitions.flatMap(({ id, asOf }) => (asOf ? [[id, asOf] as const] : []))),
    datasets: await statesOf(state, service, datasets, { number, matched, lang }),
    told: asked ? [asked, ...sorted(told.slice(1), asked)] : sorted(told),
  };
}

/** The dataset of a feature that is asked about. Throws a 404 problem where there is none, or none with a geometry. */
function askedDataset(
  { published }: OpenData,
  definitions: readonly Definition[],
  question: Question,
  id: string,
): Taking {
  const definition = definitions.find((one) => one.id === id);
  if (!definition) {
    // Published, but not known of that time.
    throw problem('no-history', { id: published.dataset(id).id });
  }
  if (!definition.geometry)
    throw problem('nowhere', { id: question.kind === 'object' ? question.key : '', dataset: id });
  return taking(definition);
}
