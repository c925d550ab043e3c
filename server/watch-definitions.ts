import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadRegistry, type Registry } from './datasets/registry.ts';
import { publishLayers } from './geometry/layers.ts';
import type { Service } from './service.ts';

const lookEveryMs = 2_000;

/**
 * Publishes what the operator adds to or changes in the definitions' folder, without a restart. Looks at the files
 * instead of waiting for the system to tell: that works on network folders too. Returns how to stop.
 */
export function watchDefinitions(service: Service, log: (text: string) => void): () => void {
  const folder = service.config.datasetsDir;
  let seen = signature(folder);
  let busy = false;
  const look = async () => {
    const now = signature(folder);
    if (busy || now === seen) return;
    busy = true;
    try {
      const registry = loadRegistry(folder);
      service.published = await publishLayers(service.database, registry.definitions, log);
      seen = now;
      tellUnpublished(registry, log);
      log(`Definitionerna är lästa på nytt: ${service.published.definitions.length} datamängder.`);
    } catch (error) {
      log(`Definitionerna gick inte att läsa på nytt: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(() => void look(), lookEveryMs);
  return () => clearInterval(timer);
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
