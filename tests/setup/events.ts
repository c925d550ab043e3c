import { z } from 'zod';

const dataShape = z.looseObject({
  dataset: z.string().optional(),
  version: z.string().optional(),
  bbox: z.array(z.number()).optional(),
  versions: z.record(z.string(), z.string()).optional(),
});

export interface ServerEvent {
  event: string;
  id: string;
  data: z.infer<typeof dataShape>;
}

export interface EventReader {
  next(): Promise<ServerEvent>;
  close(): Promise<void>;
}

/** Reads a stream of server-sent events one at a time. */
export async function readEvents(url: string, lastId?: string): Promise<EventReader> {
  const abort = new AbortController();
  const response = await fetch(url, {
    headers: lastId === undefined ? {} : { 'Last-Event-ID': lastId },
    signal: abort.signal,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error(`${url}: ${response.status}`);
  let text = '';
  return {
    async next() {
      for (;;) {
        const end = text.indexOf('\n\n');
        if (end >= 0) {
          const block = text.slice(0, end);
          text = text.slice(end + 2);
          const fields = new Map(
            block.split('\n').map((line) => [line.split(': ', 1)[0], line.slice(line.indexOf(': ') + 2)]),
          );
          const event = fields.get('event');
          if (event === undefined) continue;
          return { event, id: fields.get('id') ?? '', data: dataShape.parse(JSON.parse(fields.get('data') ?? '{}')) };
        }
        const { value, done } = await reader.read();
        if (done) throw new Error('The stream has ended');
        text += value;
      }
    },
    close: async () => abort.abort(),
  };
}
