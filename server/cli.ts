import { adoptCommand } from './cli/adopt.ts';
import { checkCommand } from './cli/check.ts';
import { type Command, UsageError } from './cli/command.ts';
import { diffCommand } from './cli/diff.ts';
import { exportCommand } from './cli/export.ts';
import { logCommand } from './cli/history.ts';
import { importCommand } from './cli/import.ts';
import { rollbackCommand } from './cli/rollback.ts';
import { ConfigError, readConfig } from './config.ts';
import { DatabaseUnusableError, EmbeddedDatabaseError } from './database/connect.ts';
import { MigrationError } from './database/migrate.ts';

const commands: ReadonlyMap<string, Command> = new Map([
  ['import', importCommand],
  ['adopt', adoptCommand],
  ['export', exportCommand],
  ['check', checkCommand],
  ['log', logCommand],
  ['diff', diffCommand],
  ['rollback', rollbackCommand],
]);

const usage = `Allmänning: öppna geodata

${[...commands.values()]
  .map((command) => command.usage.trim())
  .join('\n\n  ')
  .replace(/^/, '  ')}

  --lang sv|en            språket i det som skrivs

Slutkod: 0 gjort, 1 avvisat eller misslyckat, 2 inte förstått.
Inställningarna är desamma som för tjänsten, se docs/run.md.
`;

/** Runs one command. Resolves to the exit status: 0 done, 1 refused, 2 not understood. */
async function main(words: string[]): Promise<number> {
  const place = words.findIndex((word) => commands.has(word));
  const command = commands.get(words[place] ?? '');
  const isAsked = words.some((word) => word === '--help' || word === '-h') || words[0] === 'help';
  if (isAsked || words.length === 0) {
    console.log(usage);
    return isAsked ? 0 : 2;
  }
  if (!command) throw new UsageError(`"${words.find((word) => !word.startsWith('-')) ?? words[0]}" är inget kommando.`);
  return (await command.run(words.toSpliced(place, 1), readConfig(process.env))) ? 0 : 1;
}

const plainErrors = [ConfigError, DatabaseUnusableError, EmbeddedDatabaseError, MigrationError];

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n\n${usage}`);
      process.exitCode = 2;
      return;
    }
    // What the system says of a file that cannot be written names it.
    const plain = error instanceof Error && ('syscall' in error || plainErrors.some((kind) => error instanceof kind));
    console.error(plain ? error.message : error);
    process.exitCode = 1;
  },
);
