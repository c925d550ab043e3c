import { fileUnreadable, chooseLayer as severalLayers, unknownLayer } from '../findings.ts';
import { Refusal } from '../report.ts';
import type { Layer } from './gdal-layer.ts';

/** Layers that QGIS and GDAL keep beside the data. */
const bookkeeping = new Set(['layer_styles', 'qgis_projects', 'gpkg_ogr_contents']);

/** The layer that is asked for, or the only one that has rows; `prefix` stands before its name. Throws Refusal. */
export function chooseLayer<L extends Layer>(all: readonly L[], wanted: string | undefined, prefix: string): L {
  const layers = all.filter(({ name }) => !bookkeeping.has(name));
  const names = layers.map(({ name }) => `${prefix}${name}`);
  if (wanted !== undefined) {
    const layer = layers.find(({ name }) => name === wanted);
    if (!layer) throw new Refusal(unknownLayer(names), `${prefix}${wanted}`);
    return layer;
  }
  const filled = layers.filter(({ featureCount }) => featureCount !== 0);
  const [only] = filled.length > 0 ? filled : layers;
  if (!only) throw new Refusal(fileUnreadable(''));
  if (filled.length > 1) throw new Refusal(severalLayers(names));
  return only;
}
