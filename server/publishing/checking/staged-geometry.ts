import type { Database, Queryable } from '../../database/database.ts';
import { raw, type Sql, sql } from '../../database/sql.ts';
import type { Definition, Localized } from '../../datasets/definition.ts';
import { boundsOf } from '../crs.ts';
import { geometryInvalid, geometryOutside, geometryRepaired, geometryType } from '../findings/geometry.ts';
import type { FindingList } from '../report.ts';
import { fitted, isMetric, type Staging, stagedParts } from '../staging.ts';
import { wantedGeometry } from './row-geometry.ts';

type Geometry = NonNullable<Definition['geometry']>;

interface Fault extends Record<string, unknown> {
  row: number;
  name: string | null;
  reason: string;
  east: number | null;
  north: number | null;
  /** The same place in EPSG:3006. */
  at: [number, number] | null;
  /** The file's own geometry is valid: only the snapping to 1 mm made it touch itself. */
  source_valid: boolean;
}

/** Repairs and fits the staged geometry to the table, and reports what was repaired and what could not be. */
export async function checkStagedGeometry(
  database: Database,
  staging: Staging,
  definition: Definition,
  findings: FindingList,
): Promise<void> {
  const { geometry } = definition;
  if (!geometry) return;
  for (const part of await stagedParts(database, staging)) {
    await checkPart(database, { ...staging, part }, definition, geometry, findings);
  }
}

/** Some of the staged rows. */
type Part = Staging & { part: Sql };

async function checkPart(
  database: Queryable,
  staging: Part,
  definition: Definition,
  geometry: Geometry,
  findings: FindingList,
): Promise<void> {
  const inSweref = sql`(select json_build_array(round(st_x(p)::numeric, 1), round(st_y(p)::numeric, 1))
    from st_transform(st_setsrid(detail.location, ${geometry.srid}::int), 3006) p where not st_isempty(p))`;
  const faults = await database.query<Fault>(sql`
    select import_row as row, import_name as name, detail.reason, st_x(detail.location) as east,
      st_y(detail.location) as north, ${inSweref} as at, st_isvalid(import_source) as source_valid
    from ${staging.table}, st_isvaliddetail(import_geom) detail
    where ${staging.part} and not st_isvalid(import_geom) order by import_row`);
  if (faults.length > 0) await repair(database, staging, geometry);
  const refused = await reportUnfit(database, staging, definition, geometry, faults, findings);
  for (const fault of faults) {
    if (fault.source_valid || refused.has(fault.row)) continue;
    findings.add(geometryRepaired(inWords(fault.reason), placeOf(fault, geometry)), {
      dataset: definition.id,
      row: fault.row,
      name: fault.name,
      field: geometry.column,
      ...(fault.at ? { at: fault.at } : {}),
    });
  }
}

/** Dimension plus one, as st_collectionextract counts. */
function extracted(geometry: Geometry): Sql {
  if (geometry.type === 'Geometry') return sql`st_dimension(import_source) + 1`;
  if (geometry.type.endsWith('Polygon')) return raw('3');
  return raw(geometry.type.endsWith('LineString') ? '2' : '1');
}

async function repair(database: Queryable, staging: Part, geometry: Geometry): Promise<void> {
  const valid = sql`st_collectionextract(st_makevalid(import_geom), ${extracted(geometry)})`;
  // Crossings that the repair added are not on the grid; reducing precision keeps the result valid, snapping does not.
  const onGrid = isMetric(geometry.srid) ? sql`st_reduceprecision(${valid}, 0.001)` : valid;
  await database.query(sql`update ${staging.table} set import_geom = ${fitted(geometry, onGrid)}
    where ${staging.part} and not st_isvalid(import_geom)`);
}

async function reportUnfit(
  database: Queryable,
  staging: Part,
  definition: Definition,
  geometry: Geometry,
  faults: readonly Fault[],
  findings: FindingList,
): Promise<Set<number>> {
  // All were valid where there are no faults: asked once, since it takes longer than all else together.
  const invalid = faults.length > 0 ? raw('not st_isvalid(import_geom)') : raw('false');
  const lost = sql`import_geom is null or st_isempty(import_geom) or ${invalid}
    or st_dimension(import_geom) + 1 <> ${extracted(geometry)}`;
  const parts =
    geometry.type === 'Geometry' ? raw('false') : sql`geometrytype(import_geom) <> ${geometry.type.toUpperCase()}`;
  const bounds = geometry.srid === 3006 ? boundsOf(3006) : undefined;
  const outside = bounds
    ? sql`not import_geom @ st_makeenvelope(${bounds.east[0]}::float8, ${bounds.north[0]}::float8,
        ${bounds.east[1]}::float8, ${bounds.north[1]}::float8, ${geometry.srid}::int)`
    : raw('false');
  const rows = await database.query<{ row: number; name: string | null; lost: boolean; parts: boolean }>(sql`
    select import_row as row, import_name as name, coalesce(${lost}, true) as lost, ${parts} as parts
    from ${staging.table} where ${staging.part} and import_source is not null and (${lost} or ${parts} or ${outside}) order by import_row`);
  for (const { row, name, lost: isLost, parts: hasParts } of rows) {
    const place = { dataset: definition.id, row, name, field: geometry.column };
    const fault = faults.find((one) => one.row === row);
    if (isLost)
      findings.add(geometryInvalid(inWords(fault?.reason ?? ''), fault ? placeOf(fault, geometry) : ''), {
        ...place,
        ...(fault?.at ? { at: fault.at } : {}),
      });
    else if (hasParts) findings.add(geometryType(wantedGeometry(geometry.type)), place);
    else findings.add(geometryOutside(wrongSystem), place);
  }
  return new Set(rows.map(({ row }) => row));
}

const wrongSystem: Localized = {
  sv: 'ange rätt koordinatsystem med --crs om filen säger fel',
  en: 'name the right coordinate system with --crs if the file says the wrong one',
};

function placeOf({ east, north }: Fault, { srid }: Geometry): string {
  if (east === null || north === null) return '';
  return `E ${east.toFixed(isMetric(srid) ? 1 : 6)} N ${north.toFixed(isMetric(srid) ? 1 : 6)} (EPSG:${srid})`;
}

/** GEOS's reasons in Swedish. */
const reasons: Readonly<Record<string, string>> = {
  'Self-intersection': 'gränsen korsar sig själv',
  'Ring Self-intersection': 'gränsen rör vid sig själv',
  'Hole lies outside shell': 'ett hål ligger utanför ytan',
  'Holes are nested': 'ett hål ligger i ett annat',
  'Interior is disconnected': 'hål delar ytan i två',
  'Nested shells': 'en del ligger inuti en annan',
  'Duplicate Rings': 'samma ring finns två gånger',
  'Too few points in geometry component': 'för få punkter',
};

function inWords(reason: string): Localized {
  if (reason === '') return { sv: 'ytan är mindre än en millimeter', en: 'it is smaller than a millimetre' };
  return { sv: reasons[reason] ?? reason, en: reason.toLowerCase() };
}
