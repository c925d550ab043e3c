import { computed } from '@preact/signals';
import { forecastDotsFrom } from '../../server/styles/compose.ts';
import { shownLayers } from '../map/compose.ts';
import { openMap } from '../map/open-map.ts';
import { baseStyle } from '../state/loading.ts';
import { endedShown, forecast, inView, place, subjectsOn, zoom } from '../state/state.ts';

/** How the forecast is drawn where the map is. */

/** Dots instead of areas, since what else is switched on covers the ground. */
export const areDots = computed(() => {
  const base = baseStyle.value?.style;
  if (!base) return false;
  const layers = shownLayers({ base, subjectsOn: subjectsOn.value, ended: endedShown.value });
  return zoom.value >= forecastDotsFrom(layers, forecast.value);
});

/** Nothing of it is in view: its legend and its years say nothing here. */
export const isOutside = computed(() => {
  const shown = forecast.value;
  if (!shown || place.value === undefined) return false;
  const hits = inView.value.get(shown.dataset.id) ?? [];
  if (!areDots.value && shown.measure.kind !== 'count') return inView.value.size > 0 && hits.length === 0;
  const view = openMap.value?.getBounds();
  return view !== undefined && !Object.values(shown.totals.points).some((point) => view.contains([...point]));
});
