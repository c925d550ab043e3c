import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a bench needs of the machine: PostgreSQL with PostGIS, pgbench, nginx and wrk, all Debian's packages. */

export const folder = mkdtempSync(join(tmpdir(), 'allmanning-bench-'));
const project = fileURLToPath(new URL('../', import.meta.url));
const stops: (() => void)[] = [];

/** Ends everything that was started and removes its files. */
export function cleanUp(): void {
  for (const stop of stops.splice(0).reverse()) stop();
  rmSync(folder, { recursive: true, force: true });
}

export function postgresProgram(name: string): string {
  const root = '/usr/lib/postgresql';
  const [version] = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  if (!version) throw new Error('PostgreSQL saknas: apt-get install postgresql postgresql-15-postgis-3 nginx wrk');
  return join(root, version, 'bin', name);
}

const port = 5599;

/** A PostgreSQL cluster of its own, set as one would on a small server. Gives the URL of a new database. */
export function startPostgres(): (database: string) => string {
  const data = join(folder, 'postgres');
  mkdirSync(data);
  chmodSync(folder, 0o755);
  const asRoot = process.getuid?.() === 0;
  if (asRoot) execFileSync('chown', ['postgres', data]);
  const run = (program: string, args: string[]) =>
    asRoot
      ? execFileSync('runuser', ['-u', 'postgres', '--', postgresProgram(program), ...args], {
          stdio: 'ignore',
          cwd: data,
        })
      : execFileSync(postgresProgram(program), args, { stdio: 'ignore', cwd: data });
  run('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8']);
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${data} -c shared_buffers=1GB -c max_wal_size=4GB`;
  run('pg_ctl', ['-D', data, '-w', '-l', join(data, 'log'), '-o', settings, 'start']);
  stops.push(() => run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']));
  return (database) => {
    run('createdb', ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', database]);
    return `postgres://postgres@127.0.0.1:${port}/${database}`;
  };
}

export interface StartedServer {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** The service as an operator starts it. */
export async function startService(settings: Record<string, string>): Promise<StartedServer> {
  const env = {
    ...process.env,
    HOST: '127.0.0.1',
    PORT: '0',
    WARM_UP: 'off',
    DATA_DIR: join(folder, 'data'),
    ...settings,
  };
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], { cwd: project, env, stdio: 'pipe' });
  const kill = () => child.kill('SIGKILL');
  stops.push(kill);
  const url = await addressOf(child);
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGINT');
      await once(child, 'exit');
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const url = /finns på (http:\S+)/.exec(output)?.[1];
      if (url) resolve(url);
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once('exit', () => reject(new Error(output)));
  });
}

/** nginx that serves one file with the headers of a compressed tile. Gives its address. */
export function startNginx(workers: number, body: Buffer, httpPort: number): string {
  const root = join(folder, `nginx-${httpPort}`);
  mkdirSync(root);
  writeFileSync(join(root, 'tile.mvt'), body);
  const config = `
    worker_processes ${workers}; pid ${root}/pid; error_log ${root}/error;
    events { worker_connections 1024; }
    http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=100;
      server { listen 127.0.0.1:${httpPort} reuseport; root ${root}; location / {
        default_type application/vnd.mapbox-vector-tile; add_header Content-Encoding gzip;
        add_header Cache-Control "public, max-age=31536000, immutable"; add_header Access-Control-Allow-Origin *; } } }`;
  writeFileSync(join(root, 'nginx.conf'), config);
  chmodSync(root, 0o755);
  const file = join(root, 'nginx.conf');
  execFileSync('nginx', ['-c', file]);
  stops.push(() => execFileSync('nginx', ['-c', file, '-s', 'stop'], { stdio: 'ignore' }));
  return `http://127.0.0.1:${httpPort}/tile.mvt`;
}

export interface Load {
  perSecond: number;
  p99Ms: number;
  /** Answers by kind, other than 2xx and 3xx. */
  refused: number;
}

/** wrk on one address, or on the paths of a file in turn. */
export async function wrk(
  url: string,
  options: { connections: number; seconds: number; headers?: Record<string, string>; list?: string; threads?: number },
): Promise<Load> {
  const headers = Object.entries(options.headers ?? { 'Accept-Encoding': 'gzip' }).flatMap(([name, value]) => [
    '-H',
    `${name}: ${value}`,
  ]);
  const script = options.list ? ['-s', fileURLToPath(new URL('./list.lua', import.meta.url))] : [];
  const args = [
    '--latency',
    `-t${options.threads ?? 1}`,
    `-c${options.connections}`,
    `-d${options.seconds}s`,
    ...headers,
    ...script,
    url,
  ];
  const text = await outputOf('wrk', args, options.list ? { LIST: options.list } : {});
  const [, amount = '0', unit = 'ms'] = /99%\s+([\d.]+)(us|ms|s)/.exec(text) ?? [];
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(text)?.[1] ?? 0),
    p99Ms: Number(amount) * { us: 0.001, ms: 1, s: 1000 }[unit as 'us' | 'ms' | 's'],
    refused: Number(/Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1] ?? 0),
  };
}

/** Transactions per second of pgbench over weighted scripts, prepared, with 4 clients. */
export async function pgbench(
  databaseUrl: string,
  scripts: readonly { sql: string; weight: number }[],
  seconds: number,
) {
  const files = scripts.flatMap(({ sql, weight }, index) => {
    const file = join(folder, `pgbench-${index}.sql`);
    writeFileSync(file, sql);
    return ['-f', `${file}@${weight}`];
  });
  const { hostname, port: databasePort, pathname } = new URL(databaseUrl);
  const args = [
    '-h',
    hostname,
    '-p',
    databasePort,
    '-U',
    'postgres',
    '-n',
    '-M',
    'prepared',
    '-c',
    '4',
    '-T',
    String(seconds),
    ...files,
  ];
  const text = await outputOf(postgresProgram('pgbench'), [...args, pathname.slice(1)], { PGOPTIONS: '-c jit=off' });
  return Number(/tps = ([\d.]+)/.exec(text)?.[1] ?? 0);
}

async function outputOf(program: string, args: string[], env: Record<string, string>): Promise<string> {
  const child = spawn(program, args, { env: { ...process.env, ...env } });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${program}: ${text}`);
  return text;
}
