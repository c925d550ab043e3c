import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import type { Localized } from '../datasets/definition.ts';

/** One of the words after `allmanning`. */
export interface Command {
  /** Its lines in the help. */
  usage: string;
  /** Does what the words after its name ask for. False: refused, and the reason is printed. Throws UsageError. */
  run(words: string[], config: Config): Promise<boolean>;
}

/** A command that cannot be understood: the message says what is wrong. Exit status 2. */
export class UsageError extends Error {}

const everywhere = { lang: { type: 'string' } } as const;

/** The language of what a command tells: Swedish, unless `--lang en`. */
export function languageOf(asked: string | undefined): keyof Localized {
  return asked === 'en' ? 'en' : 'sv';
}

/** What the words say, `--lang` among them. Throws UsageError. */
export function readWords<T extends NonNullable<ParseArgsConfig['options']>>(words: string[], options: T) {
  try {
    return parseArgs({ args: words, allowPositionals: true, options: { ...options, ...everywhere } });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The one word that a command takes. Throws UsageError. */
export function oneWord([word, ...more]: string[], form: string): string {
  if (word === undefined || more.length > 0) throw new UsageError(`allmanning ${form}.`);
  return word;
}

/** The two words that a command takes. Throws UsageError. */
export function twoWords([first, second, ...more]: string[], form: string): [string, string] {
  if (first === undefined || second === undefined || more.length > 0) throw new UsageError(`allmanning ${form}.`);
  return [first, second];
}
