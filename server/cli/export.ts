import { deepestZoom, exportArchive } from '../archive/export.ts';
import type { Config } from '../config.ts';
import { Problem, problemDocument } from '../http/problems.ts';
import { openService } from '../service/open-service.ts';
import { drawn } from '../styles/layers.ts';
import { layerSets } from '../tiles/layer-sets.ts';
import { type Command, readWords, UsageError } from './command.ts';

export const exportCommand: Command = {
  usage: `
  allmanning export --pmtiles <fil> [val]       skriv kartplattor till en PMTiles-fil
    --datasets <a,b>      vilka datamängder; annars alla
    --maxzoom <tal>       djupaste zoomnivån, högst 16; annars 14`,
  run(words, config) {
    const { values, positionals } = readWords(words, {
      pmtiles: { type: 'string' },
      datasets: { type: 'string' },
      maxzoom: { type: 'string' },
    });
    const { pmtiles: file, datasets } = values;
    if (positionals.length > 0 || !file) throw new UsageError('allmanning export tar --pmtiles <fil>.');
    const maxzoom = Number(values.maxzoom ?? deepestZoom);
    if (!Number.isInteger(maxzoom) || maxzoom < 0 || maxzoom > 16) {
      throw new UsageError(`--maxzoom ${values.maxzoom} ska vara ett heltal från 0 till 16.`);
    }
    return exportTiles(config, { file, datasets, maxzoom });
  },
};

/** Writes the tiles of some datasets, or of all, to a PMTiles file. False: it could not, and the reason is printed. */
export async function exportTiles(
  config: Config,
  { file, datasets, maxzoom }: { file: string; datasets: string | undefined; maxzoom: number },
): Promise<boolean> {
  const service = await openService({ ...config, exampleScale: 0 }, () => {}, { join: true });
  try {
    const ids =
      datasets ??
      drawn(service.published.definitions)
        .map(({ id }) => id)
        .join(',');
    const count = await exportArchive(service, layerSets(service), ids, file, maxzoom);
    if (count === undefined) {
      console.error(`Det finns inget att skriva i ${ids}.`);
      return false;
    }
    console.log(`${count} kartplattor av ${ids} är skrivna till ${file}.`);
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { title, detail } = problemDocument(error, 'sv').body;
    console.error(`${title}. ${detail ?? ''}`);
    return false;
  } finally {
    await service.close();
  }
}
