import type { StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import { effect, signal } from '@preact/signals';
import { compose } from '../map/compose.ts';
import { lookNow } from '../map/look.ts';
import { readStyle } from '../server.ts';
import { allSeries, datasetOf, filters, forecast, lang } from '../state/state.ts';
import { asItWas } from './as-it-was.ts';
import { compared, otherTheme } from './compare-state.ts';
import { differences } from './differences.ts';

/** The style of the map that is compared with; undefined until it is known. Reads signals. */
export function otherStyle(): StyleSpecification | undefined {
  const look = lookNow();
  const one = compared.value;
  if (!look || !one) return undefined;
  switch (one.what) {
    case 'earlier': {
      const known = differences.value;
      return known && asItWas(compose(look), known.all, (dataset) => datasetOf(dataset)?.key ?? 'id');
    }
    case 'year':
      return compose({ ...look, forecast: forecast.value && { ...forecast.value, year: one.year } });
    case 'measure': {
      const measure = forecast.value?.dataset.measures.find(({ id }) => id === one.measure);
      const totals = forecast.value && allSeries.value[forecast.value.dataset.id];
      const other = forecast.value && measure && totals && { ...forecast.value, measure, totals, isOwn: false };
      return compose({ ...look, forecast: other });
    }
    case 'theme': {
      const other = themed.value;
      return other && compose({ ...look, base: other, theme: otherTheme.value });
    }
    case 'paper':
      return compose({ ...look, subjectsOn: [], forecast: undefined, chosen: undefined });
  }
}

const themed = signal<StyleSpecification | undefined>(undefined);

/** Fetches the style of the other theme while it is compared with. Returns what ends it. */
export function followOtherTheme(): () => void {
  return effect(() => {
    if (compared.value?.what !== 'theme') return;
    const wanted = [lang.value, otherTheme.value, filters.value] as const;
    themed.value = undefined;
    readStyle(...wanted).then(
      (style) => {
        if (wanted[0] === lang.value && wanted[1] === otherTheme.value) themed.value = style;
      },
      // The map itself says that the server is away, and asks again.
      () => {},
    );
  });
}
