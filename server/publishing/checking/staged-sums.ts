import { identifier, raw, sql } from '../../database/sql.ts';
import type { TableRules } from '../../datasets/definition.ts';
import { sumDiffers } from '../findings/statistics.ts';
import { combined, type StagedValues } from './staged-values.ts';

/**
 * Reports rows that should be the sum of others and are not. Values are rounded, each by itself, as fine as the finest of the
 * file: a sum may deviate by four standard deviations of that.
 */
export async function checkSums(
  { database, staging, dataset, value, findings }: StagedValues,
  { field, is, over, same }: NonNullable<TableRules['sums']>[number],
): Promise<void> {
  const isWhole = sql`s.${identifier(field)}::text is not distinct from ${is === null ? null : String(is)}::text`;
  const apart = over.includes(field) ? raw('null::text') : sql`s.${identifier(field)}::text`;
  const number = sql`s.${identifier(value)}::double precision`;
  const differing = await database.query<{
    row: number;
    name: string | null;
    value: string;
    sum: string;
    parts: number;
    apart: string | null;
  }>(sql`
    with finest as (
      select least(coalesce(max(scale(trim_scale(${number}::numeric))), 0), 6) as decimals
      from ${staging.table} s where ${number} between -1e15 and 1e15
    ),
    part as (
      select ${combined(same)} as key, ${apart} as apart, sum(${number}) as sum, count(${number})::int as parts
      from ${staging.table} s where not (${isWhole}) group by 1, 2
    )
    select s.import_row as row, s.import_name as name, s.${identifier(value)}::text as value,
      round(part.sum::numeric, decimals)::text as sum, part.parts, part.apart
    from ${staging.table} s join part on part.key = ${combined(same)} cross join finest
    where ${isWhole} and abs(${number} - part.sum) > power(10, -decimals) * (0.5 + 1.2 * sqrt(part.parts))
    order by s.import_row, part.apart`);
  for (const { row, name, value: whole, sum, parts, apart: of } of differing)
    findings.add(sumDiffers(sum, parts, of ?? over.join(', ')), { dataset, row, name, field: value, value: whole });
}
