import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sharedWithWeb } from '../../server/start/web-app.ts';

/** The plan of docs/architecture.md from the ground up: folders of server/, and the files that lie loose in it. */
const floors: readonly (readonly string[])[] = [
  ['config.ts', 'threads'],
  ['database'],
  ['http', 'pages'],
  ['datasets'],
  ['filter', 'quality'],
  ['changes', 'history'],
  ['geometry'],
  ['open-data'],
  ['features'],
  ['formats'],
  [
    'adopting',
    'archive',
    'building',
    'catalogue',
    'charts',
    'comparing',
    'downloads',
    'example',
    'forecast',
    'here',
    'ogc-api',
    'overview',
    'pictures',
    'publishing',
    'search',
    'statistics',
    'styles',
    'tiles',
  ],
  ['service'],
  ['app.ts'],
  ['start'],
  ['cli', 'cli.ts', 'main.ts'],
];

/** File → the files that it imports, relative to the project. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/** The imports among our own files. */
export function readImports(): Imports {
  const project = fileURLToPath(new URL('../../', import.meta.url));
  const files = ['server', 'example', 'web'].flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
      .map((name) => join(folder, name)),
  );
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(project, file), 'utf8');
      const specifiers = [...text.matchAll(/(?:\bfrom|\bimport)[\s(]*'(\.[^']+\.tsx?)'/g)].map(([, name = '']) => name);
      return [file, specifiers.map((name) => relative(project, join(project, dirname(file), name)))];
    }),
  );
}

/** What breaks the plan, one sorted line each. */
export function brokenRules(imports: Imports): string[] {
  const files = [...imports.keys()];
  const broken = new Set<string>();
  const siblings = new Map<string, Set<string>>();
  for (const [from, targets] of imports) {
    for (const to of targets) {
      const [own, other] = [roomOf(from), roomOf(to)];
      if (own === other) continue;
      if (own === 'web') {
        if (!sharedWithWeb.some((start) => to.startsWith(start))) broken.add(`not for the web: ${from} -> ${to}`);
        continue;
      }
      if (floorOf(other) > floorOf(own)) broken.add(`upwards: ${from} -> ${to}`);
      if (isInside(to, files)) broken.add(`inside: ${from} -> ${to}`);
      if (floorOf(other) === floorOf(own)) siblings.set(own, (siblings.get(own) ?? new Set()).add(other));
    }
  }
  const fileCircle = inCircles(imports);
  if (fileCircle.length > 0) broken.add(`circle of files: ${fileCircle.join(', ')}`);
  const roomCircle = inCircles(siblings);
  if (roomCircle.length > 0) broken.add(`circle of rooms: ${roomCircle.join(', ')}`);
  return [...broken].sort();
}

/** The folder of server/, or the loose file in it; `example` and `web` are one room each. */
function roomOf(file: string): string {
  const [top = '', second = ''] = file.split('/');
  return top === 'server' ? second : top;
}

function floorOf(room: string): number {
  const floor = room === 'web' ? floors.length : floors.findIndex((rooms) => rooms.includes(room));
  if (floor < 0) throw new Error(`${room} is on no floor of tests/setup/floors.ts`);
  return floor;
}

/** A room with an index.ts offers that; another offers its files, but not those of folders in it. */
function isInside(file: string, files: readonly string[]): boolean {
  const room = roomOf(file);
  if (room.endsWith('.ts')) return false;
  const folder = file.startsWith('server/') ? `server/${room}` : room;
  const door = `${folder}/index.ts`;
  return files.includes(door) ? file !== door : dirname(file) !== folder;
}

/** What is left when all that imports nothing, or is imported by nothing, has been taken away again and again. */
function inCircles(edges: ReadonlyMap<string, Iterable<string>>): string[] {
  let left = new Set(edges.keys());
  for (;;) {
    const imported = new Set([...left].flatMap((from) => [...(edges.get(from) ?? [])]));
    const next = new Set(
      [...left].filter((name) => imported.has(name) && [...(edges.get(name) ?? [])].some((to) => left.has(to))),
    );
    if (next.size === left.size) return [...next].sort();
    left = next;
  }
}
