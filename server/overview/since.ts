import { z } from 'zod';
import { allChanges, type NetChange } from '../comparing/changes.ts';
import { differencesShape, withDifferences } from '../comparing/differences.ts';
import type { Definition, Field } from '../datasets/definition.ts';
import { tellerOf } from '../here/teller.ts';
import { type PastDataset, pastOf } from '../history/past.ts';
import type { Language } from '../http/language.ts';
import { Problem } from '../http/problems.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { describeField } from '../styles/describe.ts';
import { formatValue } from '../styles/format.ts';

/** What became of a dataset's features since a day, in words. */
export interface Since {
  dataset: string;
  title: string;
  /** Undefined: nothing of that time is known. */
  from: { version: number; isFirst: boolean } | undefined;
  changes: Change[];
  /** How many there are in all. */
  counts: Record<NetChange['change'], number>;
}

export interface Change {
  key: string;
  name: string;
  change: NetChange['change'];
  /** `title: before → after`, of the fields that matter here. */
  told: { title: string; before: string; after: string }[];
  /** How many other properties differ. */
  others: number;
}

/** More nobody reads in a meeting; the rest is counted. */
const mostTold = 25;
/** Those are chosen among so many. */
const mostRead = 1_000;

const featureShape = z.object({ properties: z.record(z.string(), z.unknown()) });

/** `moment`: an instant (ISO 8601). `fields`: those whose change is told. */
export async function changesSince(
  { database, published }: OpenData,
  definition: Definition,
  { moment, fields, lang }: { moment: string; fields: readonly string[]; lang: Language },
): Promise<Since> {
  const { id, title } = definition;
  const empty = { dataset: id, title: title[lang], changes: [], counts: { added: 0, changed: 0, removed: 0 } };
  const states = await statesSince({ database, published }, definition, moment);
  if (!states) return { ...empty, from: undefined };
  const { from, until, isFirst } = states;
  const counts = { added: 0, changed: 0, removed: 0 };
  const told: NetChange[] = [];
  const query = new URLSearchParams();
  for await (const change of allChanges({ database, published }, { from, until, query, lang })) {
    counts[change.change] += 1;
    if (told.length < mostRead) told.push(change);
  }
  const teller = tellerOf(definition, lang);
  const described = definition.fields
    .filter((field) => field.public && fields.includes(field.name))
    .map((field: Field) => describeField(field, lang));
  const changes = (await withDifferences(database, told)).map((one): Change => {
    const feature = featureShape.safeParse(JSON.parse(one.after ?? one.before ?? '{}')).data;
    const differences = differencesShape.parse(JSON.parse(one.differences ?? '[]'));
    const those = differences.flatMap(({ property, before, after }) => {
      const field = described.find(({ name }) => name === property);
      if (!field) return [];
      const text = (value: unknown) => formatValue(field, value, lang) ?? '–';
      return [{ title: field.title, before: text(before), after: text(after) }];
    });
    return {
      key: one.featureId,
      name: teller.name(one.featureId, feature?.properties ?? {}),
      change: one.change,
      told: those,
      others: differences.length - those.length,
    };
  });
  const weight = ({ change, told: those }: Change) => (those.length > 0 ? 0 : change === 'changed' ? 2 : 1);
  const chosen = changes.sort((a, b) => weight(a) - weight(b)).slice(0, mostTold);
  return { ...empty, from: { version: from.version, isFirst }, changes: chosen, counts };
}

/** As it was then, or as far back as is known; and as it is. Undefined: its past is not kept. */
async function statesSince(
  { database, published }: Pick<OpenData, 'database' | 'published'>,
  definition: Definition,
  moment: string,
): Promise<{ from: PastDataset; until: PastDataset; isFirst: boolean } | undefined> {
  const at = (when: Parameters<typeof pastOf>[3]) => pastOf(database, published, definition, when);
  const known = async (when: Parameters<typeof pastOf>[3]) => {
    try {
      return await at(when);
    } catch (error) {
      if (error instanceof Problem) return undefined;
      throw error;
    }
  };
  const then = await known({ time: moment });
  const from = then ?? (await known('start'));
  return from && { from, until: await at('now'), isFirst: then === undefined };
}
