import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { boundsOf } from './crs.ts';
import type { Staged } from './difference.ts';
import type { Corner, Finding, FindingList } from './report.ts';

/** Tells of findings where on earth they are, as far as it can be known. */

/** Of rows that were staged: the middle of them. */
export async function locateStaged(database: Queryable, staged: readonly Staged[], findings: FindingList) {
  for (const { preparation, staging } of staged) {
    const { id, geometry } = preparation.definition;
    const lost = findings.findings.filter(({ dataset, row, at }) => dataset === id && row !== null && !at);
    if (!geometry || lost.length === 0) continue;
    const rows = await database.query<{ row: number; east: number; north: number }>(sql`
      select import_row as row, st_x(middle) as east, st_y(middle) as north
      from (select import_row, st_transform(st_centroid(st_envelope(import_geom)), 3006) as middle from ${staging.table}
        where import_row = any (${lost.map(({ row }) => row)}::int[]) and not st_isempty(import_geom)) placed`);
    const middles = new Map(rows.map(({ row, east, north }) => [row, atOf(east, north)]));
    for (const finding of lost) set(finding, middles.get(finding.row ?? 0));
  }
}

/** Of rows that were refused before: their first corner, where it can lie in its system. */
export async function locateRefused(database: Queryable, findings: FindingList): Promise<void> {
  const found = [...findings.corners].filter(([{ at }, corner]) => !at && isPossible(corner));
  if (found.length === 0) return;
  const corners = found.map(([, corner], index) => ({ index, ...corner }));
  const rows = await database.query<{ index: number; east: number; north: number }>(sql`
    select index, st_x(place) as east, st_y(place) as north from (
      select index, st_transform(st_setsrid(st_makepoint(east, north), srid), 3006) as place
      from json_to_recordset(${JSON.stringify(corners)}::json)
        as corner (index int, srid int, east float8, north float8)) placed`);
  for (const { index, east, north } of rows) {
    const [finding] = found[index] ?? [];
    if (finding) set(finding, atOf(east, north));
  }
}

function isPossible({ srid, east, north }: Corner): boolean {
  const bounds = boundsOf(srid);
  if (!bounds) return false;
  return east >= bounds.east[0] && east <= bounds.east[1] && north >= bounds.north[0] && north <= bounds.north[1];
}

/** To the decimetre. */
function atOf(east: number, north: number): NonNullable<Finding['at']> {
  return [Math.round(east * 10) / 10, Math.round(north * 10) / 10];
}

function set(finding: Finding, at: Finding['at']): void {
  if (at) finding.at = at;
}
