import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AdoptOptions, adoptFile, adoptTable } from '../adopting/adopt.ts';
import { renderAdoption } from '../adopting/render.ts';
import type { Config } from '../config.ts';
import type { Localized } from '../datasets/definition.ts';
import { loadRegistry } from '../datasets/registry.ts';
import { type Command, languageOf, oneWord, readWords } from './command.ts';
import { withDatabase } from './database.ts';

export const adoptCommand: Command = {
  usage: `
  allmanning adopt <schema.tabell | fil> [val]  gör en datamängd av en tabell, en vy eller en fil
    --id <namn>           datamängdens namn i adresserna, när tabellens eget inte går
    --key <kolumn>        kolumnen som skiljer raderna åt; en vy behöver den
    --public <a,b | all>  kolumner som alla får se; ingen är öppen om det inte sägs
    --no-triggers         rör inte tabellen; då syns ändringar senare
    --layer, --crs        som för import`,
  run(words, config) {
    const { values, positionals } = readWords(words, {
      id: { type: 'string' },
      key: { type: 'string' },
      layer: { type: 'string' },
      crs: { type: 'string' },
      public: { type: 'string' },
      'no-triggers': { type: 'boolean' },
    });
    const { id, key, layer, crs, lang } = values;
    const open = values.public === 'all' ? ('all' as const) : values.public?.split(',').filter(Boolean);
    const options = { id, key, layer, crs, public: open, triggers: !values['no-triggers'] };
    return adopt(config, oneWord(positionals, 'adopt tar <schema.tabell | fil>'), options, languageOf(lang));
  },
};

/**
 * Drafts a definition for a table or view, or for a file that is loaded into a new table, and writes it among the
 * operator's definitions. An existing draft is never written over. False: refused, and the reason is printed.
 */
async function adopt(
  config: Config,
  what: string,
  options: Omit<AdoptOptions, 'taken'> & { layer?: string | undefined; crs?: string | undefined },
  lang: keyof Localized,
): Promise<boolean> {
  const taken = loadRegistry(config.datasetsDir).definitions.map(({ id }) => id);
  const place = (id: string) => join(config.datasetsDir, `${id}.json`);
  const result = await withDatabase(config, (database) =>
    existsSync(what)
      ? adoptFile(database, what, { ...options, taken })
      : adoptTable(database, what, { ...options, taken }),
  );
  if ('refused' in result) {
    console.error(renderAdoption(result, what, lang));
    return false;
  }
  const file = place(result.adopted.id);
  mkdirSync(config.datasetsDir, { recursive: true });
  if (existsSync(file)) {
    console.error({ sv: `${file} finns redan och är orörd.`, en: `${file} exists already and is untouched.` }[lang]);
    return false;
  }
  writeFileSync(file, result.adopted.json);
  console.log(renderAdoption(result, file, lang));
  return true;
}
