import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Queryable } from '../database/database.ts';
import { checkQuery, text, valueIn } from '../http/parameters.ts';
import { problem } from '../http/problems.ts';
import type { Follower } from './follow.ts';
import { type Box, type Change, readChanges } from './log.ts';

/**
 * Server-sent events (HTML Living Standard §9.2) that tell open maps what has changed. `ready` comes first and after
 * each reconnection, `change` for each dataset that a commit changed, `reset` when the log does not reach back to
 * `Last-Event-ID`. Ids are `<epoch>.<number>`.
 */
export interface EventStreams {
  /** Answers a request with a stream. Throws a 400 problem for what it does not know, 503 when there are too many. */
  open(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Ends all streams; their readers come back by themselves. */
  close(): void;
}

/** What one dataset's readers need to know. */
export interface EventSource {
  changes: Follower;
  aside: Queryable;
  /** Datasets that are public and whose changes are written down, with their data version now. */
  versions(): ReadonlyMap<string, string>;
}

export const lastEventId = text({
  name: 'lastEventId',
  about: {
    sv: 'Det senaste id som lästes, för den som inte kan skicka `Last-Event-ID`.',
    en: 'The last id that was read, for those who cannot send `Last-Event-ID`.',
  },
});

const mostStreams = 500;
const heartbeatMs = 15_000;
/** What a browser waits before it comes back. */
const retryMs = 1_000;
/** A reader who does not read is let go: he comes back and is told what he missed. */
const mostUnsentBytes = 1_000_000;

export function eventStreams({ changes, aside, versions }: EventSource): EventStreams {
  const streams = new Set<ServerResponse>();

  const send = (stream: ServerResponse, text: string) => {
    stream.write(text);
    if (stream.writableLength > mostUnsentBytes) stream.destroy();
  };

  changes.subscribe({
    after(heard) {
      const text = heard === undefined ? reset() : tell(heard);
      if (text) for (const stream of streams) send(stream, text);
    },
  });

  changes.attend(() => streams.size > 0);

  const idOf = (number: number) => `${changes.epoch}.${number}`;
  const all = () => JSON.stringify({ versions: Object.fromEntries(versions()) });
  const reset = () => event('reset', idOf(changes.number), all());

  function tell(heard: readonly Change[]): string {
    const now = versions();
    return mergedByDataset(heard)
      .filter(({ dataset }) => now.has(dataset))
      .map(({ dataset, number, box, whole }) => {
        const bbox = whole || !box ? undefined : toDegrees(box);
        return event('change', idOf(number), JSON.stringify({ dataset, version: now.get(dataset), bbox }));
      })
      .join('');
  }

  /** What the reader missed since an id that we gave. */
  async function missed(lastId: string | undefined): Promise<string> {
    const [, epoch, number] = /^(\w+)\.(\d+)$/.exec(lastId ?? '') ?? [];
    if (lastId === undefined) return '';
    const since = Number(number);
    if (epoch !== changes.epoch || since > changes.number) return reset();
    if (since === changes.number) return '';
    const heard = await readChanges(aside, changes.epoch, since).catch(() => undefined);
    return heard === undefined ? reset() : tell(heard.filter((change) => change.number <= changes.number));
  }

  const beat = setInterval(() => {
    for (const stream of streams) send(stream, ': \n\n');
  }, heartbeatMs);
  beat.unref();

  return {
    async open(request, response) {
      if (streams.size >= mostStreams) throw problem('unavailable');
      const query = new URL(request.url ?? '', 'http://localhost').searchParams;
      checkQuery(query, [lastEventId]);
      const header = request.headers['last-event-id'];
      await changes.catchUp().catch(() => {});
      const before = await missed((Array.isArray(header) ? header[0] : header) ?? valueIn(query, lastEventId));
      if (response.destroyed) return;
      response.writeHead(200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-cache, no-transform',
        'Access-Control-Allow-Origin': '*',
        // A proxy that gathers bytes would hold events back.
        'X-Accel-Buffering': 'no',
      });
      response.write(`retry: ${retryMs}\n${before}${event('ready', idOf(changes.number), all())}`);
      if (request.method === 'HEAD') return void response.end();
      streams.add(response);
      response.once('close', () => streams.delete(response));
    },
    close() {
      clearInterval(beat);
      for (const stream of streams) stream.end();
    },
  };
}

function event(name: string, id: string, data: string): string {
  return `event: ${name}\nid: ${id}\ndata: ${data}\n\n`;
}

/** One change for each dataset, around all of them: many statements of one import are one event. */
function mergedByDataset(changes: readonly Change[]): Change[] {
  const merged = new Map<string, Change>();
  for (const change of changes) {
    const before = merged.get(change.dataset);
    merged.set(change.dataset, {
      ...change,
      whole: change.whole || (before?.whole ?? false),
      box: around(before?.box, change.box),
    });
  }
  return [...merged.values()];
}

function around(a: Box | undefined, b: Box | undefined): Box | undefined {
  if (!a || !b) return a ?? b;
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** Spherical Mercator's own radius, metres. */
const radius = 6378137;

/** EPSG:3857 → west, south, east, north in degrees (CRS84), outwards to a hundred-thousandth. */
function toDegrees([west, south, east, north]: Box): Box {
  const longitude = (x: number) => ((x / radius) * 180) / Math.PI;
  const latitude = (y: number) => (Math.atan(Math.sinh(y / radius)) * 180) / Math.PI;
  const down = (value: number) => Math.floor(value * 1e5) / 1e5;
  const up = (value: number) => Math.ceil(value * 1e5) / 1e5;
  return [down(longitude(west)), down(latitude(south)), up(longitude(east)), up(latitude(north))];
}
