import { z } from 'zod';
import type { Queryable } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import { fromTables, publicCondition } from '../../datasets/select.ts';
import type { Rate } from '../need/basis.ts';
import { numberOf, textOf } from './columns.ts';
import type { NeedData } from './roles.ts';

export interface Rates {
  /** Places for each person. */
  people: Rate[];
  /** Places for each unit of a project, by service: of several the newest. */
  each: Record<string, number>;
}

const row = z.object({
  id: z.string(),
  service: z.string(),
  kind: z.string(),
  from: z.number().nullable(),
  to: z.number().nullable(),
  value: z.number(),
  validFrom: z.number().nullable(),
  source: z.string().nullable(),
  note: z.string().nullable(),
});

export async function readRates(database: Queryable, { rates: { definition, need } }: NeedData): Promise<Rates> {
  const found = await database.query(sql`
    select ${textOf(definition, definition.key)} as id, ${textOf(definition, need.service)} as service,
      ${textOf(definition, need.kind)} as kind, ${numberOf(definition, need.ageFrom)} as "from",
      ${numberOf(definition, need.ageTo)} as "to", ${numberOf(definition, need.value)} as value,
      ${numberOf(definition, need.validFrom)} as "validFrom", ${textOf(definition, need.source)} as source,
      ${textOf(definition, need.note)} as note
    from ${fromTables(definition)} where ${publicCondition(definition)} order by "validFrom", "from", id`);
  const rows = z.array(row).parse(found);
  return {
    people: rows
      .filter(({ kind }) => kind === need.perPerson)
      .map(({ id, service, from, to, value, validFrom, source, note }) => ({
        ...{ id, service, from: from ?? 0, value, validFrom: validFrom ?? 0 },
        ...(to === null ? {} : { to }),
        ...(source === null ? {} : { source }),
        ...(note === null ? {} : { note }),
      })),
    each: Object.fromEntries(
      rows.filter(({ kind }) => kind === need.perUnit).map(({ service, value }) => [service, value]),
    ),
  };
}
