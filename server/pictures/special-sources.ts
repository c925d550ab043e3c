import type { Row } from '../database/database.ts';
import { identifier, sql } from '../database/sql.ts';
import { reprojected } from '../datasets/select.ts';
import { isBadValue, matching } from '../features/index.ts';
import type { OpenData } from '../open-data/open-data.ts';
import type { ForecastShown } from '../styles/forecast.ts';
import { pointCollection } from '../styles/forecast-points.ts';
import type { Content } from './content.ts';
import type { SourceRows } from './drawing/features.ts';
import type { Frame } from './frame.ts';
import { packed } from './packed.ts';

/** What layers draw besides datasets: the points of a forecast, and the feature or place that somebody has chosen. */
export async function specialSources(
  service: OpenData,
  { chosen, mark }: Content,
  frame: Frame,
  forecast: ForecastShown | undefined,
): Promise<Record<string, SourceRows>> {
  return {
    ...(forecast ? { [`${forecast.dataset.id}:points`]: await forecastPoints(service, forecast, frame) } : {}),
    ...(chosen ? { chosen: await chosenFeature(service, chosen, frame) } : {}),
    ...(mark ? { chosen: await markedPlace(service, mark, frame) } : {}),
  };
}

async function forecastPoints(service: OpenData, forecast: ForecastShown, { crs }: Frame): Promise<SourceRows> {
  const { features } = pointCollection(forecast);
  const degrees = (axis: 0 | 1) => features.map(({ geometry }) => geometry.coordinates[axis] ?? null);
  const placed = await service.database.query<Row & { wkb: Buffer | null }>(sql`
    select st_asbinary(${reprojected(sql`st_setsrid(st_makepoint(p.x, p.y), 4326)`, crs.srid)}, 'NDR') as wkb
    from unnest(${degrees(0)}::float8[], ${degrees(1)}::float8[]) with ordinality p (x, y, n) order by p.n`);
  return packed(placed.map(({ wkb }, index) => ({ wkb, properties: features[index]?.properties ?? {} })));
}

async function chosenFeature(
  { database, published }: OpenData,
  { dataset, key }: NonNullable<Content['chosen']>,
  { crs }: Frame,
): Promise<SourceRows> {
  const { definition } = published.layer(dataset);
  const geometry = reprojected(sql`t.${identifier(definition.geometry.column)}`, crs.srid);
  const asked = sql`select st_asbinary(${geometry}, 'NDR') as wkb ${matching(published, { definition, key })} limit 1`;
  const found = await database.query<Row & { wkb: Buffer | null }>(asked).catch((error: unknown) => {
    // A text that no key can be.
    if (isBadValue(error)) return [];
    throw error;
  });
  return packed(found.map(({ wkb }) => ({ wkb, properties: {} })));
}

async function markedPlace({ database }: OpenData, mark: string, { crs }: Frame): Promise<SourceRows> {
  const placed = await database.query<Row & { wkb: Buffer | null }>(sql`
    select st_asbinary(${reprojected(sql`st_setsrid(st_geomfromgeojson(${mark}::text), 4326)`, crs.srid)}, 'NDR') as wkb`);
  return packed(placed.map(({ wkb }) => ({ wkb, properties: {} })));
}
