import type { Queryable, Row } from '../database/database.ts';
import { empty, join, raw, type Sql, sql } from '../database/sql.ts';
import { inMercator } from '../geometry/mercator.ts';

/** Which features have words that match a text: the best first, of those the nearest, and not one dataset before all others. */

/** West, south, east, north in degrees. */
export type View = readonly [number, number, number, number];

/** A text that matches, by the nearest feature that has it. */
export interface Match {
  dataset: string;
  key: string;
  /** How many features have the same text. */
  alike: number;
  /** How many texts of the dataset match. */
  matched: number;
  score: number;
}

export interface Asked {
  words: readonly string[];
  datasets: readonly string[];
  view: View | undefined;
  limit: number;
}

/** More words than these say no more of what is meant. */
export const mostWords = 8;
/** Of so many texts, the best are put in order of distance. */
const mostTexts = 400;
/** Shorter words have too few letters for one of them to be wrong. */
const leastLetters = 4;
const mostLetters = 60;
/** What is less like is left out. */
const nearlyAsGood = 0.8;
/** With fewer texts than this, words that are nearly right are tried, too. */
const few = 3;

/** The words of what somebody has typed. The last may be the beginning of one. */
export async function wordsIn(database: Queryable, text: string): Promise<string[]> {
  const [row] = await database.query<{ words: string }>(sql`select allmanning.words(${text}) as words`, 'search_words');
  return (row?.words ?? '').split(' ').filter(Boolean).slice(0, mostWords);
}

/** Texts that have all words. `forgiving`: where there are few, also those that have most, or have words that are nearly these. */
export async function matches(database: Queryable, asked: Asked, forgiving: boolean): Promise<Match[]> {
  if (asked.words.length === 0) return [];
  const exact = await nearestOf(database, asked, havingAll(asked), `search_all_${asked.words.length}`);
  if (!forgiving || exact.length >= few) return exact;
  const nearly = await nearestOf(database, asked, havingMost(asked));
  const known = new Set(exact.map(({ dataset, key }) => `${dataset}/${key}`));
  return [...exact, ...nearly.filter(({ dataset, key }) => !known.has(`${dataset}/${key}`))].slice(0, asked.limit);
}

/** The word stands somewhere in a text: where it is long enough within a word, too, as in compound words. */
function stands(word: string): Sql {
  const pattern = word.length < 3 ? `% ${word}%` : `%${word}%`;
  return sql`(s.names like ${pattern} or s.texts like ${pattern})`;
}

/** How well a word is met, 0–8: a whole name before the beginning of one before a part of it before what is said about it. */
function worth(word: string): Sql {
  return sql`case when s.names like ${`% ${word} %`} then case when s.title like ${`% ${word} %`} then 8 else 7.5 end
    when s.names like ${`% ${word}%`} then case when s.title like ${`% ${word}%`} then 6 else 5.5 end
    when s.names like ${`%${word}%`} then 3 when s.texts like ${`% ${word} %`} then 2 else 1 end`;
}

/** Words that stand beside each other in a text, in this order or the other, belong together. */
function together(words: readonly string[]): Sql {
  const phrase = words.join(' ');
  const turned = words.toReversed().join(' ');
  return sql`(case when s.title = ${` ${phrase} `} then 6 when s.names like ${`% ${phrase} %`} then 4
    when s.names like ${`% ${turned} %`} then 4 when s.title like ${` ${phrase}%`} then 3 when s.names like ${`% ${phrase}%`} then 2 else 0 end)`;
}

function havingAll({ words, datasets }: Asked): Sql {
  const score = sql`(${join(words.map(worth), ' + ')})::float8 / ${words.length}::float8 + ${together(words)}`;
  return sql`select s.id, s.dataset, s.features as alike,
      count(*) over (partition by s.dataset)::int as matched, length(s.title) as length, ${score} as score from allmanning.search_texts s
    where ${join(words.map(stands), ' and ')} and s.dataset = any (${datasets}::text[])
    order by score desc, length limit ${mostTexts}`;
}

/** Of each text as many words as are met, or nearly where no name begins so: of all texts those that meet the most. */
function havingMost({ words, datasets }: Asked): Sql {
  const each = words.flatMap((word, index) => {
    const nth = raw(String(index));
    const there = sql`select s.id, ${nth} as word, ${worth(word)}::float8 as score from allmanning.search_texts s
      where ${stands(word)} and s.dataset = any (${datasets}::text[])`;
    const isName = word.length >= leastLetters && word.length <= mostLetters && !/^\d/.test(word);
    const similar = sql`select m.id, ${nth}, 6 * m.likeness from allmanning.search_similar(${word}) m
      where m.dataset = any (${datasets}::text[])
        and not exists (select from allmanning.search_texts k where k.names like ${`% ${word}%`})`;
    return isName ? [there, similar] : [there];
  });
  return sql`select s.id, s.dataset, s.features as alike,
      count(*) over (partition by s.dataset)::int as matched, length(s.title) as length, f.score from (
      select id, count(*) as met, sum(best) / ${words.length}::float8 as score, max(count(*)) over () as most,
        max(sum(best)) over (partition by count(*)) / ${words.length}::float8 as top
      from (select id, word, max(score) as best from (${join(each, ' union all ')}) one group by id, word) words
      group by id
    ) f join allmanning.search_texts s using (id)
    where f.met = f.most and f.met * 2 >= ${words.length} and f.score >= ${nearlyAsGood} * f.top
    order by f.score desc, length limit ${mostTexts}`;
}

/** So many of one dataset come before the rest of it. */
const firstOfEach = 5;

/** What lies in the view first, then what is nearest to its middle: for `order by`, with a comma after it. */
function nearFirst(view: View | undefined): Sql {
  if (!view) return empty;
  const [west, south, east, north] = inMercator(view);
  const box = sql`st_makeenvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 3857)`;
  // Subselects are made once, and not for each row.
  return sql`f.place && (select ${box}) is not true, f.place <-> (select st_centroid(${box})), `;
}

async function nearestOf(database: Queryable, { view, limit }: Asked, texts: Sql, name?: string): Promise<Match[]> {
  const near = nearFirst(view);
  return database.query<Match & Row>(
    sql`with found as materialized (${texts}),
      placed as (
        select m.*, f.key, f.place
        from found m cross join lateral (
          select f.key, f.place from allmanning.search_features f where f.text = m.id order by ${near} f.key limit 1
        ) f
      ), ranked as (
        select f.*, row_number() over (partition by dataset order by score desc, ${near} length, key) as nth
        from placed f
      )
      select dataset, key, alike, matched, score from ranked f
      order by nth > ${firstOfEach}, score desc, ${near} length, dataset, key limit ${limit}`,
    name && `${name}_${view ? 'near' : 'anywhere'}`,
  );
}
