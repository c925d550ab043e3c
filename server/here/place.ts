import type { Queryable, Row } from '../database/database.ts';
import { identifier, type Sql, sql } from '../database/sql.ts';
import { reprojected } from '../datasets/select.ts';
import { isBadValue, matching, sweref99tm } from '../features/index.ts';
import type { Published } from '../geometry/layers.ts';
import { problem } from '../http/problems.ts';
import { wrongArea } from './area.ts';
import { largestArea } from './parameters.ts';
import type { Question } from './question.ts';
import type { Taking } from './taking-part.ts';

/** Where the question is, in SWEREF 99 TM (EPSG:3006). */
export interface Place {
  /** Its outline, as it is asked with. */
  shape: Buffer;
  /** What lies in this lies there. What only touches an area does not. */
  core: Buffer;
  /** West, south, east, north. */
  box: readonly [number, number, number, number];
  /** Square metres. 0: a place or a line. */
  area: number;
  /** A point on it: longitude, latitude. */
  centre: readonly [number, number];
  /** The same: easting, northing. */
  metres: readonly [number, number];
  /** West, south, east, north in degrees. */
  bounds: readonly [number, number, number, number];
  /** GeoJSON, degrees. */
  outline: string;
}

/** Metres: neighbours that share a border are not in each other. */
const border = 0.1;
const m2PerKm2 = 1_000_000;

interface PlaceRow extends Row {
  shape: Buffer | null;
  core: Buffer;
  area: number;
  reason: string | null;
  longitude: number;
  latitude: number;
  east: number;
  north: number;
  box: [number, number, number, number];
  bounds: [number, number, number, number];
  outline: string;
}

/** Finds the place of a question. Throws 400 and 404 problems. `taking`: the asked feature's dataset. */
export async function placeOf(
  state: Queryable,
  published: Published,
  question: Question,
  dataset: (id: string) => Taking,
): Promise<Place> {
  const found = await placeRow(state, shapeOf(published, question, dataset)).catch((error: unknown) => {
    // A text that no key can be.
    if (question.kind === 'object' && isBadValue(error)) return undefined;
    throw error;
  });
  if (question.kind === 'object' && !found) {
    throw problem('no-such-feature', { id: question.key, dataset: question.dataset });
  }
  if (!found || found.shape === null) {
    if (question.kind === 'object') throw problem('nowhere', { id: question.key, dataset: question.dataset });
    throw new Error('a place has no shape');
  }
  if (question.kind === 'area') checkArea(question, found);
  const { shape, core, box, bounds, area, outline } = found;
  return {
    ...{ shape, core, box, bounds, area, outline },
    centre: [found.longitude, found.latitude],
    metres: [found.east, found.north],
  };
}

function checkArea({ area }: Question & { kind: 'area' }, { reason, area: size }: PlaceRow): void {
  const text = JSON.stringify(area);
  if (reason !== null) {
    throw wrongArea(text, {
      sv: `en yta som inte korsar sig själv (${reason})`,
      en: `an area that does not cross itself (${reason})`,
    });
  }
  if (size > largestArea * m2PerKm2) {
    const found = Math.ceil(size / m2PerKm2);
    throw wrongArea(text, {
      sv: `högst ${largestArea} km², inte ${found}`,
      en: `at most ${largestArea} km², not ${found}`,
    });
  }
}

/** `select … as shape, … as asked`: the shape in EPSG:3006, and as it came. */
function shapeOf(published: Published, question: Question, dataset: (id: string) => Taking): Sql {
  switch (question.kind) {
    case 'point': {
      const [longitude, latitude] = question.point;
      return sql`select ${inSweref(sql`st_setsrid(st_makepoint(${longitude}::float8, ${latitude}::float8), 4326)`)} as shape, null::geometry as asked`;
    }
    case 'area': {
      const asked = sql`st_setsrid(st_geomfromgeojson(${JSON.stringify(question.area)}::text), 4326)`;
      return sql`select ${inSweref(asked)} as shape, ${asked} as asked`;
    }
    case 'object': {
      const { definition } = dataset(question.dataset);
      const geometry = sql`t.${identifier(definition.geometry.column)}`;
      return sql`select ${inSweref(geometry)} as shape, null::geometry as asked
        ${matching(published, { definition, key: question.key })} limit 1`;
    }
  }
}

/** A geometry in EPSG:3006, 2D. Null where it cannot be. */
export function inSweref(geometry: Sql): Sql {
  return reprojected(geometry, sweref99tm.srid);
}

async function placeRow(state: Queryable, shape: Sql): Promise<PlaceRow | undefined> {
  const [row] = await state.query<PlaceRow>(sql`
    with asked as materialized (${shape}),
    placed as materialized (
      select shape, asked, st_pointonsurface(shape) as middle, st_transform(shape, 4326) as degrees,
        case when st_dimension(shape) = 2 then st_buffer(shape, ${-border}::float8) end as shrunk
      from asked
    )
    select st_asbinary(shape) as shape,
      st_asbinary(case when shrunk is null or st_isempty(shrunk) then shape else shrunk end) as core,
      coalesce(st_area(shape), 0) as area,
      case when asked is not null and not st_isvalid(asked) then st_isvalidreason(asked) end as reason,
      st_x(st_transform(middle, 4326)) as longitude, st_y(st_transform(middle, 4326)) as latitude,
      st_x(middle) as east, st_y(middle) as north,
      array[st_xmin(shape), st_ymin(shape), st_xmax(shape), st_ymax(shape)] as box,
      array[st_xmin(degrees), st_ymin(degrees), st_xmax(degrees), st_ymax(degrees)] as bounds,
      st_asgeojson(degrees, 7) as outline
    from placed`);
  return row;
}
