import { parseArgs } from 'node:util';
import { deepestZoom } from './archive/export.ts';
import { adopt } from './cli/adopt.ts';
import { diff, diffWithFile, isFile } from './cli/diff.ts';
import { exportTiles } from './cli/export.ts';
import { exportDataset } from './cli/export-dataset.ts';
import { exportNgp } from './cli/export-ngp.ts';
import { log, rollback } from './cli/history.ts';
import { importFile } from './cli/import.ts';
import { ConfigError, readConfig } from './config.ts';
import { DatabaseUnusableError, EmbeddedDatabaseError } from './database/connect.ts';
import { MigrationError } from './database/migrate.ts';
import { ngpFormat } from './publishing/deliver.ts';

const usage = `Allmänning: öppna geodata

  allmanning import <datamängd> <fil> [val]     lägg in en fil i en datamängd
    --layer <namn>        vilket lager, när filen har flera
    --crs EPSG:<kod>      filens koordinatsystem, när filen inte säger det
    --map <fält>=<kolumn> vilken kolumn i filen som är ett fält (kan upprepas)
    --set <fält>=<värde>  samma värde på alla rader (kan upprepas)
    --edition <utgåva>    områdenas utgåva, till exempel 2025
    --show                visa filens indelning på kartan
    --replace             filen är hela datamängden: det som inte finns i den tas bort
    --dry-run             allt utom sista steget: inget ändras
    --message <text>      varför, så att alla kan läsa det

  allmanning adopt <schema.tabell | fil> [val]  gör en datamängd av en tabell, en vy eller en fil
    --id <namn>           datamängdens namn i adresserna, när tabellens eget inte går
    --key <kolumn>        kolumnen som skiljer raderna åt; en vy behöver den
    --public <a,b | all>  kolumner som alla får se; ingen är öppen om det inte sägs
    --no-triggers         rör inte tabellen; då syns ändringar senare
    --layer, --crs        som för import

  allmanning export <datamängd> [fil] [val]     skriv det öppna i en datamängd till en fil; utan fil, eller med -, till stdout
    --format <format>     gpkg, shp, csv, xlsx, geojson …; annars det som filen slutar på
    --as-of <när>         som det var: ett versionsnummer eller en tid
    --crs EPSG:<kod>      koordinatsystem; annars det som är vanligt för formatet
                          ngp-v4: planer med bestämmelser, att leverera till NGP
    --allow-incomplete    skriv ngp-v4 också när något saknas; vad, skrivs ut
    --filter <villkor>    bara de objekten (CQL2), till exempel "status = 'samråd'"

  allmanning export --pmtiles <fil> [val]       skriv kartplattor till en PMTiles-fil
    --datasets <a,b>      vilka datamängder; annars alla
    --maxzoom <tal>       djupaste zoomnivån, högst 16; annars 14

  allmanning log <datamängd> [val]              vad som har ändrats, det senaste först
    --limit <tal>         så många versioner; annars 10
    --json                för maskiner

  allmanning diff <datamängd> <från> <till>     vad som skiljer två versioner, tider eller now; är <till> en fil: vad
                                                den skulle ändra, läst som av import (--layer, --crs, --replace …)
    --json                en rad JSON för varje objekt

  allmanning rollback <datamängd> <version>     gör datamängden till vad den var (--dry-run, --message)

  --lang sv|en            rapportens språk

Inställningarna är desamma som för tjänsten, se docs/run.md.
`;

/** A command that cannot be understood: the message says what is wrong. Exit status 2. */
class UsageError extends Error {}

/** Runs one command. Resolves to the exit status: 0 done, 1 refused, 2 not understood. */
async function main(words: string[]): Promise<number> {
  const { values, positionals } = parse(words);
  const [command, ...rest] = positionals;
  if (!command || command === 'help' || values.help) {
    console.log(usage);
    return command || values.help ? 0 : 2;
  }
  const lang = values.lang === 'en' ? 'en' : 'sv';
  const config = readConfig(process.env);
  switch (command) {
    case 'import': {
      const [dataset, file] = exactly(rest, ['datamängd', 'fil'], command);
      const options = { ...importOptions(values), dataset, file, dryRun: values['dry-run'], message: values.message };
      return (await importFile(config, options, lang)) ? 0 : 1;
    }
    case 'adopt': {
      const [what, ...more] = rest;
      if (what === undefined || more.length > 0) throw new UsageError('allmanning adopt tar <schema.tabell | fil>.');
      const { id, key, layer, crs } = values;
      const open = values.public === 'all' ? ('all' as const) : values.public?.split(',').filter(Boolean);
      const options = { id, key, layer, crs, public: open, triggers: !values['no-triggers'] };
      return (await adopt(config, what, options, lang)) ? 0 : 1;
    }
    case 'export': {
      const [dataset, to, ...more] = rest;
      if (dataset !== undefined && values.pmtiles === undefined && more.length === 0) {
        const { format, crs, filter, 'as-of': moment } = values;
        if (format === undefined && (to ?? '-') === '-')
          throw new UsageError('--format behövs när det inte finns någon fil.');
        const parameters = { 'as-of': moment, crs, filter };
        const options = { dataset, format, file: to, parameters };
        const isNgp = format?.toLowerCase() === ngpFormat;
        const written = isNgp
          ? await exportNgp(config, options, values['allow-incomplete'] ?? false, lang)
          : await exportDataset(config, options, lang);
        return written ? 0 : 1;
      }
      if (rest.length > 0 || !values.pmtiles)
        throw new UsageError('allmanning export tar <datamängd> [fil], eller --pmtiles <fil>.');
      const maxzoom = Number(values.maxzoom ?? deepestZoom);
      if (!Number.isInteger(maxzoom) || maxzoom < 0 || maxzoom > 16) {
        throw new UsageError(`--maxzoom ${values.maxzoom} ska vara ett heltal från 0 till 16.`);
      }
      return (await exportTiles(config, { file: values.pmtiles, datasets: values.datasets, maxzoom })) ? 0 : 1;
    }
    case 'log': {
      const [dataset, ...more] = rest;
      if (dataset === undefined || more.length > 0) throw new UsageError('allmanning log tar <datamängd>.');
      const limit = Number(values.limit ?? 10);
      if (!Number.isInteger(limit) || limit < 1)
        throw new UsageError(`--limit ${values.limit} ska vara ett heltal från 1.`);
      return (await log(config, dataset, limit, { lang, json: values.json ?? false })) ? 0 : 1;
    }
    case 'rollback': {
      const [dataset, version] = exactly(rest, ['datamängd', 'version'], command);
      const { message } = values;
      return (await rollback(config, dataset, version, { message, dryRun: values['dry-run'] ?? false, lang })) ? 0 : 1;
    }
    case 'diff': {
      const [dataset, from, until, ...more] = rest;
      if (dataset === undefined || from === undefined || until === undefined || more.length > 0)
        throw new UsageError('allmanning diff tar <datamängd> <från> <till>.');
      const telling = { lang, json: values.json ?? false } as const;
      if (isFile(from)) throw new UsageError('Filen ska stå sist: allmanning diff <datamängd> <från> <fil>.');
      const done = isFile(until)
        ? await diffWithFile(config, from, { ...importOptions(values), dataset, file: until }, telling)
        : await diff(config, { dataset, from, until }, telling);
      return done ? 0 : 1;
    }
    default:
      throw new UsageError(`"${command}" är inget kommando.`);
  }
}

function parse(words: string[]) {
  try {
    return parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        lang: { type: 'string' },
        layer: { type: 'string' },
        crs: { type: 'string' },
        map: { type: 'string', multiple: true },
        set: { type: 'string', multiple: true },
        edition: { type: 'string' },
        show: { type: 'boolean' },
        replace: { type: 'boolean' },
        id: { type: 'string' },
        key: { type: 'string' },
        public: { type: 'string' },
        'no-triggers': { type: 'boolean' },
        format: { type: 'string' },
        'as-of': { type: 'string' },
        filter: { type: 'string' },
        'allow-incomplete': { type: 'boolean' },
        pmtiles: { type: 'string' },
        datasets: { type: 'string' },
        maxzoom: { type: 'string' },
        'dry-run': { type: 'boolean' },
        message: { type: 'string' },
        limit: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** How a file is to be read, to import it or to see what it would change. */
function importOptions({ layer, crs, edition, show, replace, map, set }: ReturnType<typeof parse>['values']) {
  return { layer, crs, edition, show, replace, map: pairs(map), set: pairs(set) };
}

function exactly(words: string[], names: string[], command: string): [string, string] {
  const [first, second] = words;
  if (words.length !== 2 || first === undefined || second === undefined) {
    throw new UsageError(`allmanning ${command} tar ${names.map((name) => `<${name}>`).join(' ')}.`);
  }
  return [first, second];
}

function pairs(texts: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const equals = text.indexOf('=');
      if (equals < 1) throw new UsageError(`"${text}" ska vara fält=värde.`);
      return [text.slice(0, equals), text.slice(equals + 1)];
    }),
  );
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
