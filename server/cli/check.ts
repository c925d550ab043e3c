import type { Config } from '../config.ts';
import type { Localized } from '../datasets/definition.ts';
import { loadRegistry } from '../datasets/registry.ts';
import type { Fault, Told } from '../quality/fault.ts';
import { checkPublished } from '../quality/published.ts';
import { type Command, languageOf, oneWord, readWords, UsageError } from './command.ts';
import { withDatabase } from './database.ts';

type Language = keyof Localized;

/** So many of each rule in words; JSON has up to `mostAsJson`. */
const mostInWords = 10;
const mostAsJson = 10_000;

export const checkCommand: Command = {
  usage: `
  allmanning check <datamängd> [val]            håll det som är publicerat mot reglerna; slutkod 1 när något är fel
    --delivery            som för en leverans till Nationella geodataplattformen
    --json                för maskiner`,
  run(words, config) {
    const { values, positionals } = readWords(words, { json: { type: 'boolean' }, delivery: { type: 'boolean' } });
    const dataset = oneWord(positionals, 'check tar <datamängd>');
    const { json = false, delivery = false } = values;
    return check(config, dataset, { lang: languageOf(values.lang), json, delivery });
  },
};

/**
 * Holds what is published of a dataset against its rules and prints what breaks them, also what is not public. False: there
 * are errors. Throws UsageError for a dataset that there is not.
 */
export async function check(
  config: Config,
  dataset: string,
  { lang, json, delivery }: { lang: Language; json: boolean; delivery: boolean },
): Promise<boolean> {
  const { definitions } = loadRegistry(config.datasetsDir);
  const definition = definitions.find(({ id }) => id === dataset);
  if (!definition) {
    const known = definitions.map(({ id }) => id).join(', ');
    throw new UsageError(
      { sv: `Datamängden finns inte. De som finns: ${known}.`, en: `No such dataset. There are: ${known}.` }[lang],
    );
  }
  const options = { publicOnly: false, isDelivery: delivery, most: json ? mostAsJson : mostInWords };
  const told = await withDatabase(config, (database) => checkPublished(database, definition, definitions, options));
  console.log(json ? JSON.stringify({ dataset, checks: told }) : inWords(definition.title, told, lang));
  return !told.some(({ severity }) => severity === 'error');
}

const words = {
  sv: {
    error: 'fel',
    warning: 'varning',
    right: (checks: number) => `Allt stämmer: ${checks} regler, inget som bryter mot dem.`,
    sum: (checks: number, broken: number) => `${checks} regler, ${broken} som något bryter mot.`,
    more: (count: number) => `… och ${count} till`,
  },
  en: {
    error: 'error',
    warning: 'warning',
    right: (checks: number) => `All is right: ${checks} rules, and nothing breaks them.`,
    sum: (checks: number, broken: number) => `${checks} rules, ${broken} of them broken.`,
    more: (count: number) => `… and ${count} more`,
  },
} as const;

function inWords(title: Localized, told: readonly Told[], lang: Language): string {
  const say = words[lang];
  const broken = told.filter(({ count }) => count > 0);
  const lines = [title[lang]];
  for (const { check: rule, severity, count, faults } of broken) {
    const number = rule.rule ? `${rule.rule}, ` : '';
    const remedy = rule.remedy ? `; ${rule.remedy[lang]}` : '';
    lines.push(`${rule.title[lang]} (${number}${say[severity ?? 'warning']}): ${count}${remedy}`);
    lines.push(...faults.map((fault) => `  ${faultInWords(fault, lang)}`));
    if (count > faults.length) lines.push(`  ${say.more(count - faults.length)}`);
  }
  lines.push(broken.length === 0 ? say.right(told.length) : say.sum(told.length, broken.length));
  return lines.join('\n');
}

/** `"Plan 2" (id), status: "Laga Kraft": värdet finns inte i listan (E 620000, N 6613000)` */
function faultInWords({ key, name, field, value, reason, at }: Fault, lang: Language): string {
  const row = name === key ? key : `"${name}" (${key})`;
  const said = value === null ? '' : `"${value}": `;
  const where = at ? ` (E ${Math.round(at[0])}, N ${Math.round(at[1])})` : '';
  return `${row}${field === null ? '' : `, ${field}`}: ${said}${reason[lang]}${where}`;
}
