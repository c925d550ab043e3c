import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type FoundPostgis = { url: string; from: string; stop(): Promise<void> } | { missing: string };

/** TEST_DATABASE_URL, or a throw-away cluster of the PostgreSQL with PostGIS that Debian's packages installed. */
export async function findPostgis(): Promise<FoundPostgis> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, from: 'TEST_DATABASE_URL', stop: async () => {} };
  const version = installedVersions().at(-1);
  if (!version) {
    return {
      missing: 'testerna på riktig PostGIS körs inte (sätt TEST_DATABASE_URL eller installera postgresql-postgis)',
    };
  }
  return startCluster(version);
}

function installedVersions(): string[] {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .filter(
      (version) => Number(version) >= 15 && existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`),
    )
    .sort((a, b) => Number(a) - Number(b));
}

async function startCluster(version: string): Promise<FoundPostgis> {
  const folder = mkdtempSync(join(tmpdir(), 'allmanning-postgis-'));
  // PostgreSQL refuses to run as root, so root lends the folder to the user that the package made.
  const asRoot = process.getuid?.() === 0;
  chmodSync(folder, 0o755);
  if (asRoot) execFileSync('chown', ['postgres', folder]);
  const run = (program: string, args: string[]) => {
    const file = `/usr/lib/postgresql/${version}/bin/${program}`;
    const options = { stdio: 'ignore', cwd: folder } as const;
    if (asRoot) execFileSync('runuser', ['-u', 'postgres', '--', file, ...args], options);
    else execFileSync(file, args, options);
  };
  const data = join(folder, 'data');
  const port = await freePort();
  run('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']);
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c fsync=off`;
  run('pg_ctl', ['-D', data, '-w', '-l', join(data, 'log'), '-o', settings, 'start']);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    from: `PostgreSQL ${version} från Debian, i ett tillfälligt kluster`,
    async stop() {
      run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
