import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { openService } from '../../server/service/open-service.ts';
import type { Service } from '../../server/service/service.ts';
import { type RunningServer, startServer } from '../../server/start/server.ts';
import { type DatabaseKind, makePlace, type TestPlace } from './databases.ts';

export interface TestService {
  place: TestPlace;
  service: Service;
  url: string;
  /** Everything committed so far has been heard: an address without a version may else be a tenth of a second old. */
  heard(): Promise<void>;
  /** Fetches a path of the service. */
  get(path: string, init?: RequestInit): Promise<Response>;
  /** Fetches JSON and checks its shape. */
  json<T>(path: string, schema: z.ZodType<T>, init?: RequestInit): Promise<T>;
  stop(): Promise<void>;
}

/** The whole service in this process, on a database of its own, on any free port. */
export async function startTestService(
  kind: DatabaseKind,
  settings: Record<string, string> = { EXAMPLE_SCALE: '1' },
  prepare: (place: TestPlace) => void = () => {},
): Promise<TestService> {
  const place = await makePlace(kind, settings, settings.EXAMPLE_SCALE === '1' ? 'example' : 'empty');
  prepare(place);
  const service = await openService(place.config, () => {});
  const server: RunningServer = await startServer(service, fileURLToPath(new URL('../../dist/web', import.meta.url)));
  const get = (path: string, init?: RequestInit) => fetch(server.url + path, init);
  return {
    place,
    service,
    url: server.url,
    heard: service.changes.catchUp,
    get,
    json: async (path, schema, init) => schema.parse(await (await get(path, init)).json()),
    async stop() {
      await server.close();
      await service.close();
      await place.remove();
    },
  };
}
