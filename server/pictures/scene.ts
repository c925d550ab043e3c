import type { LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { OpenData } from '../open-data/open-data.ts';
import { datasetOfLayer } from '../styles/compose.ts';
import { attributesIn } from '../styles/evaluate.ts';
import { composed } from './composed.ts';
import type { Content } from './content.ts';
import type { Scene } from './drawing/draw.ts';
import { type Frame, widened, zoomOf } from './frame.ts';
import { readRows } from './rows.ts';
import { specialSources } from './special-sources.ts';

/** A scene, and what was left out of it. */
export interface MadeScene {
  scene: Scene;
  /** Datasets with more features here than are drawn. */
  cut: string[];
}

/** How far outside the picture names and lines are drawn, in pixels, so that neighbours fit together. */
export const margin = 96;

/** Reads all that is drawn in a frame. */
export async function makeScene(
  service: OpenData,
  content: Content,
  frame: Frame,
  { isOneOfMany = false }: { isOneOfMany?: boolean } = {},
): Promise<MadeScene> {
  const { layers, key, forecast } = await composed(service, content);
  const extra = isOneOfMany ? margin : 0;
  const wide = widened(frame, extra);
  const zoom = zoomOf(frame);
  const visible = layers.filter(({ minzoom = 0, maxzoom = 25 }) => zoom >= minzoom && zoom < maxzoom);
  const reading = wantedSources(visible).map(async ({ dataset, names, whole }) => {
    const layer = { ...service.published.layer(dataset), ...filterOf(content, dataset) };
    const past = content.asOf?.get(dataset);
    // What was has no geometry made ready.
    const read = past
      ? { ...layer, derived: 'computed' as const, definition: { ...layer.definition, asOf: past } }
      : layer;
    return [dataset, await readRows(service.database, read, wide, { names, whole })] as const;
  });
  const [rows, special] = await Promise.all([Promise.all(reading), specialSources(service, content, wide, forecast)]);
  const { box, width, height, pixelRatio } = wide;
  const { transparent, theme } = content;
  return {
    scene: {
      ...{ box, width, height, pixelRatio, margin: extra, zoom, layers, key, transparent },
      grey: theme === 'grey',
      sources: { ...Object.fromEntries(rows), ...special },
    },
    cut: rows.filter(([, { isCut }]) => isCut).map(([dataset]) => dataset),
  };
}

function filterOf({ filters }: Content, dataset: string) {
  const filter = filters.get(dataset);
  return filter ? { filter } : {};
}

interface WantedSource {
  dataset: string;
  names: ReadonlySet<string>;
  whole: boolean;
}

/** Of each dataset what the layers read. */
function wantedSources(layers: readonly LayerSpecification[]): WantedSource[] {
  const wanted = new Map<string, { names: Set<string>; whole: boolean }>();
  for (const layer of layers) {
    const dataset = datasetOfLayer(layer);
    if (dataset === undefined || !('source' in layer)) continue;
    const one = wanted.get(dataset) ?? { names: new Set(), whole: false };
    wanted.set(dataset, one);
    one.whole ||= layer.source === dataset;
    for (const name of attributesIn([layer.filter, layer.paint, layer.layout])) one.names.add(name);
  }
  return [...wanted].map(([dataset, { names, whole }]) => ({ dataset, names, whole }));
}
