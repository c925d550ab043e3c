import { deepestZoom, exportArchive } from '../archive/export.ts';
import type { Config } from '../config.ts';
import { ngpFormat } from '../publishing/deliver.ts';
import { drawn } from '../styles/layers.ts';
import { layerSets } from '../tiles/layer-sets.ts';
import { type Command, languageOf, readWords, UsageError } from './command.ts';
import { exportDataset } from './export-dataset.ts';
import { exportNgp } from './export-ngp.ts';
import { withService } from './service.ts';

export const exportCommand: Command = {
  usage: `
  allmanning export <datamängd> [fil] [val]     skriv det öppna i en datamängd till en fil; utan fil, eller med -, till stdout
    --format <format>     gpkg, shp, csv, xlsx, geojson …; annars det som filen slutar på
                          ngp-v4: planer med bestämmelser, att leverera till NGP
    --as-of <när>         som det var: ett versionsnummer eller en tid
    --crs EPSG:<kod>      koordinatsystem; annars det som är vanligt för formatet
    --filter <villkor>    bara de objekten (CQL2), till exempel "status = 'samråd'"
    --allow-incomplete    skriv ngp-v4 också när något saknas; vad, skrivs ut

  allmanning export --pmtiles <fil> [val]       skriv kartplattor till en PMTiles-fil
    --datasets <a,b>      vilka datamängder; annars alla
    --maxzoom <tal>       djupaste zoomnivån, högst 16; annars 14`,
  run(words, config) {
    const { values, positionals } = readWords(words, {
      format: { type: 'string' },
      'as-of': { type: 'string' },
      crs: { type: 'string' },
      filter: { type: 'string' },
      'allow-incomplete': { type: 'boolean' },
      pmtiles: { type: 'string' },
      datasets: { type: 'string' },
      maxzoom: { type: 'string' },
    });
    const { pmtiles, datasets, format, crs, filter, 'as-of': moment, 'allow-incomplete': allow = false } = values;
    const [dataset, file, ...more] = positionals;
    if (dataset !== undefined && pmtiles === undefined && more.length === 0) {
      if (format === undefined && (file ?? '-') === '-') {
        throw new UsageError('--format behövs när det inte finns någon fil.');
      }
      const options = { dataset, format, file, parameters: { 'as-of': moment, crs, filter } };
      const lang = languageOf(values.lang);
      const isNgp = format?.toLowerCase() === ngpFormat;
      return isNgp ? exportNgp(config, options, allow, lang) : exportDataset(config, options, lang);
    }
    if (dataset !== undefined || !pmtiles) {
      throw new UsageError('allmanning export tar <datamängd> [fil], eller --pmtiles <fil>.');
    }
    const maxzoom = Number(values.maxzoom ?? deepestZoom);
    if (!Number.isInteger(maxzoom) || maxzoom < 0 || maxzoom > 16) {
      throw new UsageError(`--maxzoom ${values.maxzoom} ska vara ett heltal från 0 till 16.`);
    }
    return exportTiles(config, { file: pmtiles, datasets, maxzoom });
  },
};

/** Writes the tiles of some datasets, or of all, to a PMTiles file. False: it could not, and the reason is printed. */
export async function exportTiles(
  config: Config,
  { file, datasets, maxzoom }: { file: string; datasets: string | undefined; maxzoom: number },
): Promise<boolean> {
  let isWritten = false;
  const isKnown = await withService(config, 'sv', async (service) => {
    const ids =
      datasets ??
      drawn(service.published.definitions)
        .map(({ id }) => id)
        .join(',');
    const count = await exportArchive(service, layerSets(service), ids, file, maxzoom);
    isWritten = count !== undefined;
    if (isWritten) console.log(`${count} kartplattor av ${ids} är skrivna till ${file}.`);
    else console.error(`Det finns inget att skriva i ${ids}.`);
  });
  return isKnown && isWritten;
}
