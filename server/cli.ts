import { type Command, UsageError } from './cli/command.ts';
import { ConfigError, readConfig } from './config.ts';
import { DatabaseUnusableError, EmbeddedDatabaseError } from './database/connect.ts';
import { MigrationError } from './database/migrate.ts';

/** Each is loaded when it is asked for: all of them take a second to start. */
const commands: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['import', async () => (await import('./cli/import.ts')).importCommand],
  ['adopt', async () => (await import('./cli/adopt.ts')).adoptCommand],
  ['export', async () => (await import('./cli/export.ts')).exportCommand],
  ['check', async () => (await import('./cli/check.ts')).checkCommand],
  ['log', async () => (await import('./cli/history.ts')).logCommand],
  ['diff', async () => (await import('./cli/diff.ts')).diffCommand],
  ['rollback', async () => (await import('./cli/rollback.ts')).rollbackCommand],
]);

async function usage(): Promise<string> {
  const all = await Promise.all([...commands.values()].map((load) => load()));
  return `Allmänning: öppna geodata

${all
  .map((command) => command.usage.trim())
  .join('\n\n  ')
  .replace(/^/, '  ')}

  --lang sv|en            språket i det som skrivs

Slutkod: 0 gjort, 1 avvisat eller misslyckat, 2 inte förstått.
Inställningarna är desamma som för tjänsten, se docs/run.md.
`;
}

/** Runs one command. Resolves to the exit status: 0 done, 1 refused, 2 not understood. */
async function main(words: string[]): Promise<number> {
  const place = words.findIndex((word) => commands.has(word));
  const load = commands.get(words[place] ?? '');
  const isAsked = words.some((word) => word === '--help' || word === '-h') || words[0] === 'help';
  if (isAsked || words.length === 0) {
    console.log(await usage());
    return isAsked ? 0 : 2;
  }
  if (!load) throw new UsageError(`"${words.find((word) => !word.startsWith('-')) ?? words[0]}" är inget kommando.`);
  const command = await load();
  return (await command.run(words.toSpliced(place, 1), readConfig(process.env))) ? 0 : 1;
}

const plainErrors = [ConfigError, DatabaseUnusableError, EmbeddedDatabaseError, MigrationError];

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  async (error: unknown) => {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n\n${await usage()}`);
      process.exitCode = 2;
      return;
    }
    // What the system says of a file that cannot be written names it.
    const plain = error instanceof Error && ('syscall' in error || plainErrors.some((kind) => error instanceof kind));
    console.error(plain ? error.message : error);
    process.exitCode = 1;
  },
);
