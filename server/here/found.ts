import { z } from 'zod';
import type { Queryable, Row } from '../database/database.ts';
import { identifier, raw, type Sql, sql } from '../database/sql.ts';
import { conditionsOn } from '../datasets/as-of.ts';
import { intersection } from '../datasets/overlay.ts';
import { fromTables, publicColumns } from '../datasets/select.ts';
import { matching, propertiesAsJson } from '../features/index.ts';
import type { Published } from '../geometry/layers.ts';
import { popupOf } from '../styles/plain.ts';
import { inSweref, type Place } from './place.ts';
import type { Placed, Taking } from './taking-part.ts';

/** A feature of one dataset at or near a place. */
export interface Found {
  key: string;
  /** The place lies in it, or it in the place. */
  isThere: boolean;
  /** Metres; 0: it is there, or touches. */
  distance: number;
  /** Degrees clockwise from grid north, from the place to it. */
  direction: number | undefined;
  /** Of an area that is asked about, the share (0–1) that it covers, and the share of itself that lies there. */
  shares: { ofAsked: number; ofIt: number } | undefined;
  /** Its public properties, yearly totals too. */
  properties: Readonly<Record<string, unknown>>;
  /** The same as the text of a JSON object: numbers of any length keep their digits so. */
  json: string;
}

/** What a dataset has at a place: the nearest, and how many there are in all. */
export interface FoundIn {
  found: Found[];
  matched: number;
}

/** More of one dataset nobody reads. */
export const mostOfOne = 100;

interface FoundColumns {
  key: string;
  there: boolean;
  distance: number;
  direction: number | null;
  of_asked: number | null;
  of_it: number | null;
  properties: string;
}

/**
 * The public features of a dataset that are at a place or no farther from it: what applies first, then proposals, and the
 * nearest first. One statement. `except`: the key of the feature that is asked about.
 */
export async function foundIn(
  state: Queryable,
  published: Published,
  { definition, near }: Taking,
  place: Place,
  { within, except }: { within: number; except?: string | undefined },
): Promise<FoundIn> {
  const reach = Math.min(within, near ?? within);
  const [west, south, east, north] = place.box;
  const [shape, core] = [wkb(place.shape), wkb(place.core)];
  const key = sql`t.${identifier(definition.key)}`;
  const others = except === undefined ? raw('true') : sql`${key}::text <> ${except}`;
  const rows = await state.query<Row & FoundColumns & { matched: number }>(sql`
    with near as materialized (
      select ${key} as k, ${inSweref(sql`t.${identifier(definition.geometry.column)}`)} as g,
        ${standingRank(definition)} as standing, ${codeRank(definition)} as code
      ${matching(published, {
        definition,
        bbox: { srid: 3006, rectangles: [[west - reach, south - reach, east + reach, north + reach]] },
        filter: { canonical: '', condition: sql`${shown(definition)} and ${others}` },
      })}
    ),
    measured as materialized (
      select *, coalesce(st_intersects(g, ${core}), false) as there, st_distance(g, ${shape}) as metres from near
    ),
    kept as materialized (
      select *, count(*) over () as matched from measured where there or metres <= ${reach}::float8
      order by not there, standing, code, metres, k limit ${mostOfOne}
    ),
    cut as materialized (
      select *, case when geometrytype(g) in ('POLYGON', 'MULTIPOLYGON') and there and ${place.area}::float8 > 0
        then st_area(${intersection(sql`case when st_isvalid(g) then g else st_makevalid(g) end`, shape)}) end as shared
      from kept
    )
    select cut.k::text as key, cut.there, case when cut.there then 0 else cut.metres end as distance,
      case when not cut.there then degrees(st_azimuth(st_startpoint(st_shortestline(${shape}, cut.g)), st_endpoint(st_shortestline(${shape}, cut.g)))) end as direction,
      cut.shared / ${place.area}::float8 as of_asked, cut.shared / nullif(st_area(cut.g), 0) as of_it,
      cut.matched, ${propertiesAsJson(definition, 'all')} as properties
    from cut, ${fromTables(definition)}
    where cut.k = ${key}
    order by not cut.there, cut.standing, cut.code, cut.metres, cut.k`);
  return { matched: rows[0]?.matched ?? 0, found: rows.map(foundOf) };
}

/** One public feature by its key, which lies where it lies. Undefined: there is none. */
export async function readOne(
  state: Queryable,
  published: Published,
  { definition }: Taking,
  key: string,
): Promise<Found | undefined> {
  const [row] = await state.query<{ key: string; properties: string }>(sql`
    select t.${identifier(definition.key)}::text as key, ${propertiesAsJson(definition, 'all')} as properties
    ${matching(published, { definition, key })} limit 1`);
  return row && foundOf({ ...row, there: true, distance: 0, direction: null, of_asked: null, of_it: null });
}

function foundOf({ key, there, distance, direction, of_asked, of_it, properties }: FoundColumns): Found {
  return {
    key,
    isThere: there,
    distance,
    direction: direction ?? undefined,
    shares: of_asked === null || of_it === null ? undefined : { ofAsked: of_asked, ofIt: of_it },
    properties: propertiesOf(properties),
    json: properties,
  };
}

const propertiesShape = z.record(z.string(), z.unknown());

/** Properties as the database writes them: the text of a JSON object. */
export function propertiesOf(text: string): Readonly<Record<string, unknown>> {
  return propertiesShape.parse(JSON.parse(text));
}

function wkb(bytes: Buffer): Sql {
  return sql`st_geomfromwkb(${bytes}::bytea, 3006)`;
}

/** Of the public rows those that the map shows. */
export function shown({ shownRows = [] }: Placed): Sql {
  return conditionsOn(shownRows);
}

/** What applies first, what has ended last. A standing that is not public ranks nothing. */
function standingRank(definition: Placed): Sql {
  const standing = definition.map?.standing;
  const column = publicColumns(definition).find(({ field }) => field.name === standing?.field);
  if (!standing || !column) return raw('2');
  const value = sql`${column.expression}::text`;
  return sql`(case when ${value} = any (${standing.applies}::text[]) then 0
    when ${value} = any (${standing.ended}::text[]) then 3 else 1 end)`;
}

/** In the order of the codes that the definition names. */
function codeRank(definition: Placed): Sql {
  const { order } = popupOf(definition);
  const column = publicColumns(definition).find(({ field }) => field.name === order);
  const codes = column?.field.codes?.map(({ value }) => value);
  if (!column || !codes) return raw('0');
  return sql`coalesce(array_position(${codes}::text[], ${column.expression}::text), 0)`;
}
