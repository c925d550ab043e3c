import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../server/database/sql.ts';
import { fromTables } from '../../server/datasets/select.ts';
import { canonicalJson } from '../../server/filter/canonical.ts';
import { type FilterCrs, type FilterLang, parseFilter } from '../../server/filter/index.ts';
import { parseText } from '../../server/filter/text.ts';
import { Problem } from '../../server/http/problems.ts';
import { eachDatabase } from '../setup/databases.ts';
import { complaint, type FilterPlace, hardRows, openFilterPlace, places } from '../setup/filtering.ts';
import { sharedData } from '../setup/publishing.ts';
import {
  mutated,
  mutatedJson,
  pick,
  type Random,
  randomCharacters,
  randomText,
  seeded,
} from '../setup/random-filters.ts';

/** FUZZ_FILTERS=20000 FUZZ_SEED=7 for a longer walk elsewhere. */
const count = Number(process.env.FUZZ_FILTERS ?? 400);
const seed = Number(process.env.FUZZ_SEED ?? 1);

const crss: FilterCrs[] = [
  { srid: 4326, flipped: false },
  { srid: 4326, flipped: true },
  { srid: 3006, flipped: true },
  { srid: 3006, flipped: false },
  { srid: 3857, flipped: false },
  { srid: 3010, flipped: true },
];

const shared = sharedData();
/** The standard's examples, about our own fields. */
const examples = shared === null ? ["namn LIKE 'Å%' AND antal > 5"] : ownExamples(join(shared, 'cql2/examples'));

function ownExamples(folder: string): string[] {
  const names = {
    name: 'namn',
    owner: 'namn',
    value: 'antal',
    foo: 'antal',
    updated_at: 'tid',
    starts_at: 'start',
    ends_at: 'slut',
  };
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return Object.entries(names).reduce(
        (all, [theirs, ours]) => all.replaceAll(new RegExp(`\\b${theirs}\\b`, 'g'), ours),
        text,
      );
    });
}

function json(text: string): string {
  try {
    return canonicalJson(parseText(text));
  } catch {
    return '{"op":"=","args":[{"property":"namn"},"Åsunda"]}';
  }
}

function randomFilter(random: Random): { text: string; lang: FilterLang } {
  return pick<() => { text: string; lang: FilterLang }>(random, [
    () => ({ text: randomText(random), lang: 'cql2-text' }),
    () => ({ text: randomText(random, 1), lang: 'cql2-text' }),
    () => ({ text: randomText(random, 1), lang: 'cql2-text' }),
    () => ({ text: json(randomText(random)), lang: 'cql2-json' }),
    () => ({ text: mutated(random, randomText(random)), lang: 'cql2-text' }),
    () => ({ text: mutated(random, pick(random, examples)), lang: 'cql2-text' }),
    () => ({ text: mutatedJson(random, json(randomText(random))), lang: 'cql2-json' }),
    () => ({ text: mutatedJson(random, json(pick(random, examples))), lang: 'cql2-json' }),
    () => ({ text: mutated(random, json(randomText(random))), lang: 'cql2-json' }),
    () => ({ text: randomCharacters(random), lang: pick(random, ['cql2-text', 'cql2-json']) }),
  ])();
}

eachDatabase('whatever a filter says', (kind) => {
  let place: FilterPlace;
  beforeAll(async () => {
    place = await openFilterPlace(kind);
    await place.query(hardRows);
  });
  afterAll(() => place?.remove());

  test(
    'it is refused in words, or runs without an error',
    async () => {
      const random = seeded(seed);
      let ran = 0;
      for (let index = 0; index < count; index += 1) {
        const { text, lang } = randomFilter(random);
        const crs = pick(random, crss);
        let condition: ReturnType<typeof parseFilter>['condition'];
        try {
          condition = parseFilter(text, lang, places, crs).condition;
        } catch (error) {
          if (!(error instanceof Problem)) throw new Error(`${lang}: ${text}`, { cause: error });
          expect(complaint(text, { lang, crs, words: 'en' }), text).toMatch(
            /^(Character \d+|At \/\S+|The filter): \S.*[.…]$/s,
          );
          continue;
        }
        ran += 1;
        await place.database
          .query(sql`select t.nyckel from ${fromTables(places)} where ${condition}`)
          .catch((error: unknown) => {
            throw new Error(`${JSON.stringify(crs)} ${lang}: ${text}`, { cause: error });
          });
      }
      expect(ran).toBeGreaterThan(count / 10);
    },
    60_000 + count * 20,
  );
});
