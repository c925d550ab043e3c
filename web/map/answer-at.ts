import type { Map as MapLibreMap } from 'maplibre-gl';
import { metadataOf } from '../../server/styles/compose.ts';
import type { MapDescription } from '../../server/styles/describe.ts';
import { askHere } from '../state/ask-here.ts';
import { hitsAt } from './hits.ts';

/** Farther from a place than this (metres) something is not meant, however far out the map is. */
const farthest = 60;
const metresPerDegree = 111_320;

/**
 * Asks what applies at a point of the map. `reach`: pixels around it in which a feature counts as meant. What is drawn there is
 * told too where the data lie beside it.
 */
export function answerAt(
  map: MapLibreMap,
  layers: string[],
  description: MapDescription,
  { x, y }: { x: number; y: number },
  reach: number,
): void {
  const { lng, lat } = map.unproject([x, y]);
  const metres = Math.abs(map.unproject([x, y - reach]).lat - lat) * metresPerDegree;
  const within = Math.min(farthest, Math.max(1, Math.round(metres)));
  const topFirst = datasetsFromTheTop(map, layers);
  const drawn = hitsAt(map, layers, description, { x, y }, reach).sort(
    (one, other) => topFirst.indexOf(one.dataset) - topFirst.indexOf(other.dataset),
  );
  askHere({ kind: 'point', point: [lng, lat], within }, drawn);
}

/** By what is uppermost of each on the ground: names and letters lie above all, whatever they name. */
function datasetsFromTheTop(map: MapLibreMap, layers: readonly string[]): string[] {
  const askable = new Set(layers);
  const drawn = map.getStyle().layers.filter(({ id, type }) => askable.has(id) && type !== 'symbol');
  return [...new Set(drawn.reverse().map((layer) => metadataOf(layer, 'allmanning:dataset') ?? ''))];
}
