import { setTimeout as sleep } from 'node:timers/promises';
import { inOneState } from '../changes/snapshot.ts';
import { versionOf } from '../changes/versions.ts';
import type { Definition } from '../datasets/definition.ts';
import { boundedQueue } from '../http/bounded-queue.ts';
import { problem } from '../http/problems.ts';
import { keptUntilChanged } from '../open-data/kept.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { type Asked, canonicalAsked } from './asked.ts';
import { assumptions } from './assumed.ts';
import { placeNames } from './places.ts';
import type { Line } from './settled.ts';
import { mostRows, statementOf } from './statement.ts';

type Service = Pick<OpenData, 'database' | 'published' | 'changes'>;

type Value = string | number | null;

/** Sums of a table of statistics. */
export interface Aggregate {
  /** Each with the values of what it was divided by, in that order, and the sum: null where there is none. */
  rows: readonly { keys: readonly Value[]; value: number | null }[];
  /** What was taken where the question left it open: field → value. */
  assumed: Readonly<Record<string, string | number>>;
  /** Names of the places, by code, when rows are of places. */
  places: ReadonlyMap<string, string>;
}

/** Throws a 503 problem when the sums are not known in time, and a 400 one when they would add up what is apart. */
export type FindAggregate = (service: Service, asked: Asked) => Promise<Aggregate>;

const mostKept = 200;
/** Answers with more rows than this are made anew for each who asks. */
const mostRowsKept = 10_000;

/** Sums that take longer than `deadlineMs` are made all the same, and whoever asks next has them. */
export function aggregating(deadlineMs: number): FindAggregate {
  const kept = keptUntilChanged<Aggregate | undefined>(mostKept);
  const queue = boundedQueue({ atOnce: 2, waiting: 50 });
  return async (service, asked) => {
    const { definition } = asked.table;
    const areas = areasOf(service, asked);
    const question = `${areas ? versionOf(service.changes, [areas], '') : ''} ${canonicalAsked(asked)}`;
    const make = () => queue.run(() => find(service, asked, areas));
    let own: Aggregate | undefined;
    const known = kept(service, definition, question, async () => {
      own = await make();
      return own.rows.length > mostRowsKept ? undefined : own;
    });
    const made = known.then((answer) => answer ?? own ?? make());
    const found = await Promise.race([made, sleep(deadlineMs, undefined, { ref: false })]);
    if (!found) throw problem('unavailable');
    return found;
  };
}

/** The dataset that has the places' outlines. */
function areasOf({ published }: Pick<Service, 'published'>, { table }: Asked): Definition | undefined {
  return published.definitions.find(({ id }) => id === table.statistics.areas?.dataset);
}

/** All of it from one state of the data. */
async function find({ database }: Service, asked: Asked, areas: Definition | undefined): Promise<Aggregate> {
  let found: Aggregate | undefined;
  await inOneState(database, asked.table.definition, async (state) => {
    const assumed = await assumptions(state, asked, areas);
    const { query, apart } = statementOf(asked, assumed);
    const lines = await state.query<Line>(query);
    const mixed = lines.find((line) => line.mixed !== null)?.mixed;
    if (lines.length > mostRows) throw tooManyRows(asked);
    if (mixed != null) throw mixedProblem(asked, apart[mixed] ?? '');
    found = {
      rows: lines.map((line) => ({ keys: asked.by.map((_, index) => keyOf(line[`k${index}`])), value: line.value })),
      assumed: Object.fromEntries(assumed),
      places: await placeNames(state, asked, assumed, areas),
    };
  });
  if (!found) throw new Error('the work has run');
  return found;
}

function keyOf(value: unknown): Value {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

function mixedProblem({ by }: Asked, name: string) {
  const expected = {
    sv: `uppdelad på ${name} också, eller så ska ${name} ha ett värde: de läggs inte ihop`,
    en: `divided by ${name} too, or ${name} must have one value: they are not added up`,
  };
  return problem('bad-parameter', { name: 'by', value: by.map((key) => key.name).join(), expected });
}

function tooManyRows({ by }: Asked) {
  const expected = {
    sv: `uppdelad på färre dimensioner, eller av färre värden: svaret har högst ${mostRows} rader`,
    en: `divided by fewer dimensions, or of fewer values: the answer has at most ${mostRows} rows`,
  };
  return problem('bad-parameter', { name: 'by', value: by.map((key) => key.name).join(), expected });
}
