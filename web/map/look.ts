import { baseStyle, chosenFeature } from '../state/loading.ts';
import { datasetOf, endedShown, forecast, lang, subjectsOn } from '../state/state.ts';
import type { Look } from './compose.ts';
import { calm } from './open-map.ts';

type Change = Look['changed'];
const changes: Change[] = [];

/** What capabilities make of the map's own layers. To be called before the map is made. */
export function changeLayers(more: readonly Change[]): void {
  changes.push(...more);
}

/** What the map looks like now, without what capabilities draw; undefined until its style has come. Reads signals. */
export function lookNow(): Look | undefined {
  const base = baseStyle.value;
  if (!base || base.lang !== lang.value) return undefined;
  return {
    base: base.style,
    lang: base.lang,
    theme: base.theme,
    subjectsOn: subjectsOn.value,
    ended: endedShown.value,
    forecast: forecast.value,
    chosen: chosenFeature.value?.feature,
    changed: (layers) => changes.reduce((all, change) => change(all), layers),
    drawn: [],
    minzoomOf: (dataset) => datasetOf(dataset)?.zooms?.min ?? 0,
    motion: !calm(),
  };
}
