import { ConfigError, readConfig } from './config.ts';
import { DatabaseUnusableError } from './database/connect.ts';
import { EmbeddedDatabaseError } from './database/embedded/embedded.ts';
import { MigrationError } from './database/migrate.ts';
import { OrganisationsError } from './datasets/organisations.ts';
import { openService } from './open-service.ts';
import { ListenError, startServer } from './server.ts';
import { watchDefinitions } from './watch-definitions.ts';
import { builtWebApp } from './web-app.ts';

/** Starts the service, in order, and stops it in the opposite order. */
async function main(): Promise<void> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const close of stops.splice(0).reverse()) await close();
  };
  onStopSignal(stop);
  const log = stopwatch();
  try {
    const config = readConfig(process.env);
    const webFolder = await builtWebApp(log);
    const service = await openService(config, log);
    stops.push(service.close);
    const server = await startServer(service, webFolder);
    stops.push(server.close);
    log(undefined);
    const stopWatching = watchDefinitions(service, console.log);
    stops.push(async () => stopWatching());
    console.log(`\nAllmänning finns på ${config.publicUrl ?? server.url}\nAvsluta med Ctrl-C.`);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Says what is being done, and how long the step before it took. `undefined` ends the last step. */
function stopwatch(): (text: string | undefined) => void {
  let since: number | undefined;
  return (text) => {
    if (since !== undefined) process.stdout.write(` (${((Date.now() - since) / 1000).toFixed(1)} s)\n`);
    if (text !== undefined) process.stdout.write(`${text} …`);
    since = Date.now();
  };
}

function onStopSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      console.log('\nStänger …');
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
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
