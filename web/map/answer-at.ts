import type { Map as MapLibreMap } from 'maplibre-gl';
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
  askHere({ kind: 'point', point: [lng, lat], within }, hitsAt(map, layers, description, { x, y }, reach));
}
