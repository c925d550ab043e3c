import { exportArchive } from '../archive/export.ts';
import type { Config } from '../config.ts';
import { drawn } from '../styles/layers.ts';
import { layerSets } from '../tiles/layer-sets.ts';
import { withService } from './service.ts';

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
