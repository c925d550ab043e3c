import { batch } from '@preact/signals';
import type { Found } from '../../server/search/document.ts';
import { flyTo, openMap } from '../map/open-map.ts';
import { coveredBySheet, isNarrow, sheet } from '../panel/sheet-height.ts';
import { showFeature, switchSubject } from '../state/actions.ts';
import { askHere } from '../state/ask-here.ts';
import { description } from '../state/state.ts';
import { mark, settle } from './search-state.ts';

/** Metres around a place in which something counts as there. */
const reach = 10;

/** Shows a hit: a feature is opened, its subject switched on; a place gets a mark, and the map is asked what is there. */
export function choose(hit: Found): void {
  const { dataset, key, subject, title } = hit.properties;
  settle(title);
  makeRoom();
  if (dataset === undefined || key === undefined) {
    showPlace(hit);
    return;
  }
  batch(() => {
    mark.value = undefined;
    if (subject !== undefined && description.value?.subjects.some(({ id }) => id === subject))
      switchSubject(subject, true);
    showFeature({ dataset, key });
  });
  fly(hit);
}

/** On a narrow screen the answer comes up over the map: the map knows it before it flies, and not on its way. */
function makeRoom(): void {
  if (!isNarrow.value || sheet.value !== 'low') return;
  sheet.value = 'half';
  openMap.value?.stop();
  openMap.value?.setPadding({ bottom: coveredBySheet.value });
}

function showPlace(hit: Found): void {
  const [longitude, latitude] = hit.geometry?.coordinates ?? [];
  if (longitude === undefined || latitude === undefined) return;
  mark.value = [longitude, latitude];
  askHere({ kind: 'point', point: [longitude, latitude], within: reach });
  fly(hit);
}

/** To all of it: a point, or the corners of its bounds. */
function fly({ geometry, bbox }: Found): void {
  const [west, south, east, north] = bbox ?? [];
  const corners =
    west === undefined || south === undefined || east === undefined || north === undefined
      ? [geometry?.coordinates ?? []]
      : [
          [west, south],
          [east, north],
        ];
  flyTo({ type: 'Feature', properties: null, geometry: { type: 'MultiPoint', coordinates: corners } });
}
