import { stat } from 'node:fs/promises';
import type { StandbyTiles } from '../tiles/lane.ts';
import { layersNamed } from '../tiles/layer-bytes.ts';
import { type Archive, openArchive } from './read.ts';

/** The archive that stands in for the database while that is away, read anew when its file is another. */
export function standbyArchive(file: string): StandbyTiles {
  let opened: { archive: Archive; modified: number } | undefined;
  async function current(): Promise<Archive | undefined> {
    const modified = await stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    );
    if (opened && opened.modified === modified) return opened.archive;
    await opened?.archive.close();
    opened = undefined;
    const archive = modified === undefined ? undefined : await openArchive(file);
    if (archive && modified !== undefined) opened = { archive, modified };
    return archive;
  }
  return {
    async tile(wanted, tile) {
      const archive = await current().catch(() => undefined);
      const isCurrent = ([layer, version]: [string, string | undefined]) =>
        version !== undefined && archive?.versions[layer] === version;
      if (!archive || ![...wanted].every(isCurrent)) return undefined;
      const whole = await archive.tile(tile);
      return whole && { bytes: layersNamed(whole, new Set(wanted.keys())), madeAt: archive.madeAt };
    },
  };
}
