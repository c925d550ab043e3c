import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Queryable } from '../database/database.ts';
import { sql, table, textOf } from '../database/sql.ts';
import { loadRegistry, type Registry } from '../datasets/registry.ts';
import { publishLayers } from '../geometry/layers.ts';
import { tablesRead } from '../geometry/table-problems.ts';
import { dropTouched } from '../tiles/invalidate.ts';
import type { Service } from './service.ts';

const lookEveryMs = 2_000;

/**
 * Publishes what the operator adds to or changes in the definitions' folder, and tables that were dropped or made anew or
 * whose columns are others, without a restart. Looks at the files instead of waiting for the system to tell: that works on network folders too.
 * Returns how to stop.
 */
export function watchDefinitions(service: Service, log: (text: string) => void): () => void {
  const folder = service.config.datasetsDir;
  let seen: string | undefined;
  let busy = false;
  const look = async () => {
    if (busy) return;
    busy = true;
    try {
      const registry = loadRegistry(folder);
      const now = `${signature(folder)}\n${await tablesOf(service.database.aside, registry)}`;
      if (seen !== undefined && seen !== now) await publishAgain(service, registry, log);
      if (seen !== now) await service.search.forgetOthers(service.published);
      seen = now;
    } catch (error) {
      // A database that is away is told by others; the next look tries again.
      if (service.changes.awaySince === undefined)
        log(`Definitionerna gick inte att läsa på nytt: ${textOfError(error)}`);
    } finally {
      busy = false;
    }
  };
  void look();
  const timer = setInterval(() => void look(), lookEveryMs);
  return () => clearInterval(timer);
}

async function publishAgain(service: Service, registry: Registry, log: (text: string) => void): Promise<void> {
  service.published = await publishLayers(service.database, registry.definitions, log);
  await dropTouched(service.database.aside, service.tiles, undefined);
  await service.pictures.dropTouched(service.database.aside, undefined);
  service.pictures.settle();
  service.strays.look(service.published);
  // What is told is read by the new definitions already: nobody waits for the index.
  service.search.keep(service.published).catch((error: unknown) => log(`Sökningen: ${textOfError(error)}`));
  tellUnpublished(registry, log);
  log(`Definitionerna är lästa på nytt: ${service.published.definitions.length} datamängder.`);
}

/** What each table that is read is now: another number after it was dropped and made anew, and its columns. */
async function tablesOf(database: Queryable, { definitions }: Registry): Promise<string> {
  const read = definitions.flatMap((definition) =>
    tablesRead(definition).map(({ table: name }) => textOf(table(name))),
  );
  const rows = await database.query<{ relation: string }>(sql`
    select concat_ws(' ', to_regclass(u.name)::oid,
        string_agg(a.attname || ' ' || a.atttypid, ',' order by a.attnum)) as relation
    from unnest(${[...new Set(read)]}::text[]) with ordinality u (name, place)
    left join pg_attribute a on a.attrelid = to_regclass(u.name) and a.attnum > 0 and not a.attisdropped
    group by u.name, u.place order by u.place`);
  return rows.map(({ relation }) => relation).join('\n');
}

function textOfError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Says which of the operator's files are not published, and what is missing in each. */
export function tellUnpublished({ unpublished }: Registry, log: (text: string) => void): void {
  for (const { file, problems } of unpublished) log(`Inte publicerad: ${[file, ...problems].join('\n    ')}`);
}

function signature(folder: string): string {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => {
        const { mtimeMs, size } = statSync(join(folder, name));
        return `${name} ${mtimeMs} ${size}`;
      })
      .join('\n');
  } catch {
    return '';
  }
}
