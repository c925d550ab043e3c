import { computed, signal } from '@preact/signals';

/** On a narrow screen the panel is a sheet over the lower part of the map; this is how far it is pulled up. */

const narrow = matchMedia('(max-width: 719px)');
export const isNarrow = signal(narrow.matches);
narrow.addEventListener('change', () => {
  isNarrow.value = narrow.matches;
});

const stops = ['low', 'half', 'high'] as const;
export type Stop = (typeof stops)[number];
export const sheet = signal<Stop>('low');

/** Pixels of the sheet at its lowest; the map ends there (panel.css knows it too). */
const lowest = 156;

export function heightAt(stop: Stop): number {
  if (stop === 'low') return lowest;
  return Math.round(innerHeight * (stop === 'half' ? 0.5 : 0.9));
}

/** Pixels of the map that the sheet hides. A map that is all hidden keeps its middle where it was. */
export const coveredBySheet = computed(() =>
  isNarrow.value && sheet.value === 'half' ? heightAt('half') - lowest : 0,
);

/** One step up, and from the top down to the lowest. */
export function nextStop(): void {
  sheet.value = stops[(stops.indexOf(sheet.value) + 1) % stops.length] ?? 'low';
}

/** The stop that a height in pixels is nearest to. */
export function settle(height: number): void {
  sheet.value = stops.reduce((best, stop) =>
    Math.abs(heightAt(stop) - height) < Math.abs(heightAt(best) - height) ? stop : best,
  );
}
