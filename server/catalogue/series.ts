import { identifier, join, raw, sql } from '../database/sql.ts';
import type { Definition } from '../datasets/definition.ts';
import {
  fromTables,
  ownColumn,
  reprojected,
  seriesAttribute,
  seriesObject,
  shownCondition,
} from '../datasets/select.ts';
import type { OpenData } from '../open-data/open-data.ts';
import type { SeriesTotals } from '../styles/measures.ts';
import { popupOf } from '../styles/plain.ts';
import { madeFrom } from './series-from.ts';

/**
 * All totals of the rows that the map shows: what a legend over all years, a list or a diagram needs. A dataset without
 * series has no years.
 */
export async function seriesTotals(service: OpenData, definition: Definition): Promise<SeriesTotals> {
  const series = definition.series ?? [];
  const isPublic = (name: string) => definition.fields.some((field) => field.name === name && field.public);
  const column = (name: string | undefined) =>
    name === undefined || !isPublic(name) ? raw('null') : ownColumn(definition, name);
  const objects = series.map((one) => sql`coalesce(${seriesObject(one)}, '{}')`);
  const point = definition.geometry
    ? sql`st_pointonsurface(${reprojected(sql`t.${identifier(definition.geometry.column)}`, 4326)})`
    : raw('null::geometry');
  const from = await madeFrom(service, definition);
  const code = codeColumn(service, definition);
  const rows = await service.database.query<{
    key: string;
    title: string | null;
    code: string | null;
    area: number | null;
    longitude: number | null;
    latitude: number | null;
    totals: Record<string, number>;
  }>(sql`
    select t.${identifier(definition.key)}::text as key,
      ${column(popupOf(definition).title[0])}::text as title,
      ${column(code)}::text as code,
      ${column(definition.map?.measures?.find(({ area }) => area)?.area)}::double precision as area,
      st_x(${point}) as longitude, st_y(${point}) as latitude,
      ${join([raw(`'{}'::jsonb`), ...objects], ' || ')} as totals
    from ${fromTables(definition)}
    where ${shownCondition(definition)}
    order by t.${identifier(definition.key)}`);
  const names = new Set(rows.flatMap(({ totals }) => Object.keys(totals)));
  const years = [...new Set([...names].map((name) => Number(/_(\d+)$/.exec(name)?.[1])))].sort((a, b) => a - b);
  const measures = series
    .flatMap((one) => one.measures)
    .map(({ name }) => {
      const values = rows.map(
        ({ key, totals }) => [key, years.map((year) => totals[seriesAttribute(name, year)] ?? null)] as const,
      );
      return [name, { values: Object.fromEntries(values) }] as const;
    });
  return {
    years,
    measures: Object.fromEntries(measures),
    areas: Object.fromEntries(rows.map(({ key, area }) => [key, area])),
    points: Object.fromEntries(
      rows.flatMap(({ key, longitude, latitude }) =>
        longitude === null || latitude === null ? [] : [[key, [longitude, latitude]]],
      ),
    ),
    titles: Object.fromEntries(rows.map(({ key, title }) => [key, title ?? key])),
    ...(code === undefined
      ? {}
      : { codes: Object.fromEntries(rows.flatMap(({ key, code }) => (code === null ? [] : [[key, code]]))) }),
    ...(from ? { from } : {}),
  };
}

/** The column by which a table of statistics names the features, when one has them as its places. */
function codeColumn({ published }: OpenData, { id }: Definition): string | undefined {
  const [places] = published.definitions.flatMap(({ statistics }) => {
    const column = statistics?.areas?.on[statistics.geo ?? ''];
    return statistics?.areas?.dataset === id && column !== undefined ? [column] : [];
  });
  return places;
}
