import cluster from 'node:cluster';
import { type Config, ConfigError, readConfig } from './config.ts';
import { DatabaseUnusableError, EmbeddedDatabaseError } from './database/connect.ts';
import { MigrationError } from './database/migrate.ts';
import { OrganisationsError } from './datasets/organisations.ts';
import { keepFilesFresh } from './downloads/keep-fresh.ts';
import { keepHistoryWithin } from './history/prune.ts';
import { openService } from './service/open-service.ts';
import { watchDefinitions } from './service/watch-definitions.ts';
import { startWorkers } from './start/processes.ts';
import { ListenError, startServer } from './start/server.ts';
import { builtWebApp } from './start/web-app.ts';
import { warmUp } from './tiles/warm-up.ts';

/** What is open, and how it is closed: in the opposite order. */
const stops: (() => Promise<void>)[] = [];

async function stop(): Promise<void> {
  for (const close of stops.splice(0).reverse()) await close();
}

/** Starts the service, in order, and stops it in the opposite order. */
async function main(): Promise<void> {
  onStopSignal();
  const log = cluster.isPrimary ? stopwatch() : () => {};
  try {
    const config = readConfig(process.env);
    // Beside the database, which is opened by another core.
    const building = builtWebApp();
    building.catch(() => {});
    const url =
      cluster.isPrimary && config.workers > 1
        ? await shareWork(config, building, log)
        : await serve(config, building, log);
    log(undefined);
    if (cluster.isPrimary)
      console.log(`\nAllmänning finns på ${config.publicUrl ?? url}\n${linksNote(config)}Avsluta med Ctrl-C.`);
    else process.send?.(url);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Whoever asks can name any host, and a cache in front of us might give its links to others. */
function linksNote({ publicUrl }: Config): string {
  if (publicUrl !== undefined) return '';
  return 'Länkar får det värdnamn som frågan anger. Når andra hit: sätt PUBLIC_URL (docs/run.md).\n';
}

type Log = (text: string | undefined) => void;

/** This process answers. Gives its address. */
async function serve(config: Config, building: Promise<string>, log: Log): Promise<string> {
  const service = await openService(config, log);
  stops.push(service.close);
  log('Bygger kartan');
  const server = await startServer(service, await building);
  stops.push(server.close);
  const stopWatching = watchDefinitions(service, console.log);
  const stopWarming = config.warmUp ? warmUp(service, console.log) : () => {};
  const stopMaking = config.warmUp ? keepFilesFresh(service, console.log) : () => {};
  const { historyDays } = config;
  const stopPruning = historyDays === undefined ? () => {} : keepHistoryWithin(service.database, historyDays);
  stops.push(async () => {
    stopPruning();
    stopWatching();
    stopWarming();
    stopMaking();
  });
  return server.url;
}

/** This process prepares the database once, and others answer. Gives their address. */
async function shareWork(config: Config, building: Promise<string>, log: Log): Promise<string> {
  const service = await openService(config, log);
  await service.close();
  log('Bygger kartan');
  await building;
  log(`Startar ${config.workers} serverprocesser`);
  const workers = await startWorkers(config.workers, console.log);
  stops.push(workers.close);
  return workers.url;
}

/** Says what is being done, and how long the step before it took. `undefined` ends the last step. */
function stopwatch(): Log {
  let since: number | undefined;
  return (text) => {
    if (since !== undefined) process.stdout.write(` (${((Date.now() - since) / 1000).toFixed(1)} s)\n`);
    if (text !== undefined) process.stdout.write(`${text} …`);
    since = text === undefined ? undefined : Date.now();
  };
}

function onStopSignal(): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // Ctrl-C reaches every process of the terminal; the first one tells the others when.
      if (stopping || (cluster.isWorker && signal === 'SIGINT')) return;
      stopping = true;
      if (cluster.isPrimary) console.log('\nStänger …');
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
  // Nobody is there to tell it any more.
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}

/** Errors whose message is meant for the operator: shown without a stack. */
const plainErrors = [
  ConfigError,
  DatabaseUnusableError,
  EmbeddedDatabaseError,
  ListenError,
  MigrationError,
  OrganisationsError,
];

main().catch((error: unknown) => {
  const plain = error instanceof Error && plainErrors.some((kind) => error instanceof kind);
  console.error(plain ? `\n${error.message}` : error);
  process.exit(1);
});
