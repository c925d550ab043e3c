import { connect } from '../../server/database/connect.ts';
import type { Database } from '../../server/database/database.ts';
import { migrate } from '../../server/database/migrate.ts';
import { raw, type Sql, sql } from '../../server/database/sql.ts';
import { type Definition, definitionSchema } from '../../server/datasets/definition.ts';
import { fromTables } from '../../server/datasets/select.ts';
import { type FilterCrs, type FilterLang, parseFilter } from '../../server/filter/index.ts';
import { Problem, problemDocument } from '../../server/http/problems.ts';
import { type DatabaseKind, makePlace } from './databases.ts';

const title = { sv: '', en: '' };
const open = { title, public: true, filterable: true } as const;

/** A dataset with every type of field, some stored as other types than they are told as, and a joined table. */
export const places: Definition = definitionSchema.parse({
  id: 'platser',
  title,
  description: title,
  informationsagare: 'prov',
  licence: 'CC0-1.0',
  source: title,
  updateFrequency: 'NEVER',
  table: 'public.platser',
  key: 'nyckel',
  geometry: { column: 'geom', type: 'Geometry', srid: 3006 },
  fields: [
    { ...open, name: 'nyckel', type: 'integer', filterable: false },
    { ...open, name: 'namn', type: 'text' },
    { ...open, name: 'uid', type: 'text' },
    { ...open, name: 'slag', type: 'code' },
    { ...open, name: 'antal', type: 'integer' },
    { ...open, name: 'stort', type: 'integer' },
    { ...open, name: 'mått', type: 'double' },
    { ...open, name: 'decimal', type: 'double' },
    { ...open, name: 'aktiv', type: 'boolean' },
    { ...open, name: 'dag', type: 'date' },
    { ...open, name: 'tid', type: 'timestamptz' },
    { ...open, name: 'start', type: 'timestamptz' },
    { ...open, name: 'slut', type: 'timestamptz' },
    { ...open, name: 'taggar', type: 'list' },
    { ...open, name: 'nummer', type: 'list' },
    { ...open, name: 'hemlig', type: 'text', public: false },
    { ...open, name: 'ofiltrerad', type: 'text', filterable: false },
  ],
  joins: [
    {
      table: 'public.agare',
      from: 'agare',
      to: 'id',
      fields: [{ ...open, name: 'ägarnamn', column: 'namn', type: 'text' }],
    },
  ],
});

export const crs84: FilterCrs = { srid: 4326, flipped: false };
export const sweref: FilterCrs = { srid: 3006, flipped: false };

export const tables = `
  create type public.slag as enum ('torg', 'park');
  create collation if not exists public.egen (provider = libc, locale = 'C');
  create table public.agare (id integer primary key, namn text collate public.egen);
  create table public.platser (
    nyckel integer primary key, namn text, uid uuid, slag public.slag, antal smallint, stort bigint,
    "mått" double precision, decimal numeric, aktiv boolean, dag date, tid timestamptz, start timestamp, slut timestamptz,
    taggar text[], nummer integer[], hemlig text, ofiltrerad text, agare integer, geom geometry
  )`;

/** Rows that hold what is hardest to compare. */
export const hardRows = `
  insert into public.agare values (1, 'Åke'), (2, null);
  insert into public.platser values
    (1, 'Åsunda', gen_random_uuid(), 'torg', 5, 9007199254740993, 0.1, 0.1, true, '2024-05-01', '2024-05-01T12:00Z',
      '2024-01-01', '2024-12-31T23:59:59Z', '{a,b,å}', '{1,2}', 'x', 'x', 1, st_geomfromtext('POINT(600000 6600000)', 3006)),
    (2, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null),
    (3, '', null, 'park', 0, 0, 'NaN', 'NaN', false, 'infinity', 'infinity', '-infinity', 'infinity', '{}', '{}', null,
      null, 2, st_geomfromtext('POINT EMPTY', 3006)),
    (4, E'%_\\\\''"', null, null, -32768, -9223372036854775808, 'Infinity', 'Infinity', false, '-infinity', '-infinity',
      '0044-03-15 BC', '0044-03-15 BC', '{NULL,a}', '{NULL}', null, null, null,
      st_geomfromtext('POLYGON((600000 6600000,600100 6600100,600100 6600000,600000 6600100,600000 6600000))', 3006)),
    (5, E'e\u0301İıſςΣﬁU0001f600', null, null, 32767, 9223372036854775807, 1.7e308, 1e300, true, '9999-12-31',
      '9999-12-31T23:59:59.999999Z', 'infinity', '-infinity', '{"","''"}', '{2147483647}', null, null, 1,
      st_geomfromtext('GEOMETRYCOLLECTION(POINT(600000 6600000),LINESTRING(600000 6600000,600100 6600100),POLYGON((600000 6600000,600200 6600000,600200 6600200,600000 6600000)))', 3006)),
    (6, repeat('Ω', 3000), null, null, 1, 1, 5e-324, 1e-300, true, '0001-01-01', '0001-01-01T00:00Z', '2024-05-01',
      '2024-05-01', '{a,a}', '{1,1}', null, null, 1,
      st_geomfromtext('CURVEPOLYGON(CIRCULARSTRING(600000 6600000,600100 6600100,600000 6600200,599900 6600100,600000 6600000))', 3006)),
    (7, 'z', null, null, 1, 1, -0.0, 0, true, '2024-02-29', '2024-02-29T00:00Z', '2024-02-29', '2024-02-29', '{}', '{}',
      null, null, 1, st_geomfromtext('MULTIPOLYGON(((600000 6600000,600100 6600000,600100 6600100,600000 6600000)),((600000 6600000,600100 6600000,600100 6600100,600000 6600000)))', 3006)),
    (8, 'w', null, null, 1, 1, 2, 3, true, '2024-02-29', '2024-02-29T00:00Z', '2024-02-29', '2024-02-29', '{}', '{}',
      null, null, 1, st_geomfromtext('LINESTRING Z (600000 6600000 1,600000 6600000 2)', 3006)),
    (9, 'v', null, null, 1, 1, 2, 3, true, '2024-02-29', '2024-02-29T00:00Z', '2024-02-29', '2024-02-29', '{}', '{}',
      null, null, 1, st_geomfromtext('POINT(1e300 -1e300)', 3006)),
    (10, 'u', null, null, 1, 1, 2, 3, true, '2024-02-29', '2024-02-29T00:00Z', '2024-02-29', '2024-02-29', '{}', '{}',
      null, null, 1, st_geomfromtext('TIN(((600000 6600000 0,600100 6600000 0,600000 6600100 0,600000 6600000 0)))', 3006)),
    (11, 't', null, null, 1, 1, 2, 3, true, '2024-02-29', '2024-02-29T00:00Z', '2024-02-29', '2024-02-29', '{}', '{}',
      null, null, 1, st_geomfromtext('POLYGON((17 59,18 59,18 60,17 59))', 4326))`;

/** A migrated database with the tables above, empty. */
export interface FilterPlace {
  database: Database;
  query(text: string): Promise<Record<string, unknown>[]>;
  /** Keys of the rows that the filter lets through. */
  keys(filter: string, options?: { lang?: FilterLang; crs?: FilterCrs; definition?: Definition }): Promise<number[]>;
  remove(): Promise<void>;
}

export async function openFilterPlace(
  kind: DatabaseKind,
  change: (place: string) => void = () => {},
): Promise<FilterPlace> {
  const place = await makePlace(kind);
  change(place.config.databaseUrl ?? '');
  const database = await connect(place.config, { join: false, log: () => {} });
  await migrate(database, () => {});
  await database.query(raw(tables));
  return {
    database,
    query: (text) => database.query(raw(text)),
    async keys(filter, { lang = 'cql2-text', crs = sweref, definition = places } = {}) {
      const { condition } = parseFilter(filter, lang, definition, crs);
      const rows = await database.query<{ key: number }>(statement(condition, definition));
      return rows.map(({ key }) => key);
    },
    async remove() {
      await database.close();
      await place.remove();
    },
  };
}

function statement(condition: Sql, definition: Definition): Sql {
  return sql`select t.nyckel as key from ${fromTables(definition)} where ${condition} order by 1`;
}

/** What the public is told is wrong with a filter. */
export function complaint(
  filter: string,
  {
    lang = 'cql2-text',
    crs = sweref,
    definition = places,
    words = 'sv',
  }: {
    lang?: FilterLang;
    crs?: FilterCrs;
    definition?: Definition;
    words?: 'sv' | 'en';
  } = {},
): string {
  try {
    parseFilter(filter, lang, definition, crs);
  } catch (error) {
    if (error instanceof Problem) return problemDocument(error, words).body.detail ?? '';
    throw error;
  }
  return 'ingenting är fel';
}
