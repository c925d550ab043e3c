import { startNginx, startService, wrk } from '../machine.ts';
import { compared, inTurns, type Result } from '../table.ts';
import { databaseAt, tilesOf, versionOf } from './places.ts';

const seconds = 4;
const rounds = 5;
const connections = 32;

/** The same compressed tile of about 20 kB from memory, and from nginx as a file; and by its address without a version. */
export async function cached(): Promise<Result[]> {
  const results: Result[] = [];
  for (const [workers, reach] of [
    [1, '≥ 0.50'],
    [2, '≥ 0.65'],
  ] as const) {
    const { url, body, stop } = await hotTile(workers);
    const nginx = startNginx(workers, body, 18_080 + workers);
    const rates = await inTurns(
      rounds,
      async () => (await wrk(url, { connections, seconds })).perSecond,
      async () => (await wrk(nginx, { connections, seconds })).perSecond,
    );
    results.push(compared(`cached ${Math.round(body.length / 1000)} kB, ${workers} process(es) : nginx`, rates, reach));
    const ask = (address: string) => async () => (await wrk(address, { connections, seconds })).perSecond;
    const unversioned = await inTurns(rounds, ask(url.replace(/\?.*/, '')), ask(url));
    results.push(compared(`the same without v : with v, ${workers} process(es)`, unversioned, '≥ 0.80'));
    await stop();
  }
  return results;
}

/** 304 for whoever has the tile already. */
export async function notModified(): Promise<Result[]> {
  const { url, body, etag, stop } = await hotTile(1);
  const nginx = startNginx(1, body, 18_090);
  const theirs = (await fetch(nginx)).headers.get('etag') ?? '';
  const ask = (address: string, tag: string) => async () =>
    (await wrk(address, { connections, seconds, headers: { 'If-None-Match': tag, 'Accept-Encoding': 'gzip' } }))
      .perSecond;
  const rates = await inTurns(rounds, ask(url, etag), ask(nginx, theirs));
  await stop();
  return [compared('304 : nginx', rates, '≥ 0.50')];
}

/** A server, and the tile nearest to 20 kB compressed, asked for so often that every process has it. */
async function hotTile(workers: number) {
  const service = await startService({ DATABASE_URL: await databaseAt(1), WORKERS: String(workers) });
  const layer = 'detaljplaner';
  const version = await versionOf(service.url, layer);
  let best = { url: '', size: 0 };
  for (const { z, x, y } of tilesOf([10, 11, 12, 13, 14])) {
    const url = `${service.url}/tiles/${layer}/${z}/${x}/${y}.mvt${version}`;
    const size = Number((await fetch(url, { method: 'HEAD' })).headers.get('content-length') ?? 0);
    if (Math.abs(size - 20_000) < Math.abs(best.size - 20_000)) best = { url, size };
  }
  await wrk(best.url, { connections: 8, seconds: 1 });
  const { body, etag } = await raw(best.url);
  return { url: best.url, body, etag, stop: service.stop };
}

/** The compressed bytes as they came, which fetch would unpack. */
async function raw(url: string): Promise<{ body: Buffer; etag: string }> {
  const { get } = await import('node:http');
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'Accept-Encoding': 'gzip' } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ body: Buffer.concat(chunks), etag: answer.headers.etag ?? '' }));
    }).on('error', reject);
  });
}
