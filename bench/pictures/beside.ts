import { startService } from '../machine.ts';
import { median, percentile, type Result } from '../table.ts';
import { databaseAt } from '../tiles/places.ts';
import { mapServer } from './mapserver.ts';
import { told, waitsOf } from './waits.ts';

/** 1024 × 768 pixels at 1:5000, west, south, east, north in SWEREF 99 TM: places in and around the town, always the same. */
function places(): [number, number, number, number][] {
  const [halfWidth, halfHeight] = [(1024 / 2) * 0.000_28 * 5000, (768 / 2) * 0.000_28 * 5000];
  return Array.from({ length: 48 }, (_, index) => {
    const [east, north] = [614_500 + 700 * (index % 8), 6_609_500 + 700 * Math.floor(index / 8)];
    return [east - halfWidth, north - halfHeight, east + halfWidth, north + halfHeight];
  });
}

/** GetMap of every subject on its paper at ten times the example data, and MapServer's of the same tables. */
export async function besideMapServer(): Promise<Result[]> {
  const databaseUrl = await databaseAt(10);
  const service = await startService({ DATABASE_URL: databaseUrl, WORKERS: '1', PICTURE_CACHE_MB: '0' });
  const layers = 'amne.bakgrund,amne.befolkningsprognos,amne.exploateringsomraden,amne.detaljplaner';
  const url = ([west, south, east, north]: readonly number[]) =>
    `${service.url}/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=${layers}&STYLES=&CRS=EPSG:3006&BBOX=${south},${west},${north},${east}&WIDTH=1024&HEIGHT=768&FORMAT=image/png`;
  const [first, ...others] = places();
  if (!first) throw new Error('no places');
  await waitsOf([first, first, first].map(url));
  const waits = await waitsOf(others.map(url));
  await service.stop();
  const theirs = mapServer(databaseUrl);
  const start = theirs ? median(theirs.starts) : 0;
  // A server would have it running.
  const beside = theirs && others.map((box) => Math.max(1, theirs.draw(box) - start));
  const what = `GetMap 1024 × 768, all subjects, 1:5000 × 10 (${waits.length} places) : MapServer`;
  return [
    {
      what,
      ours: told(waits),
      theirs: beside
        ? `${told(beside)} (and ${Math.round(start)} ms to start)`
        : 'MapServer saknas: apt-get install cgi-mapserver',
      ratio: beside ? (percentile(beside, 0.95) / percentile(waits, 0.95)).toFixed(2) : '',
      reach: 'p95 < 250 ms',
    },
  ];
}
