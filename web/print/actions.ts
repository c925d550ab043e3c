import { batch } from '@preact/signals';
import { LngLatBounds, type Map as MapLibreMap } from 'maplibre-gl';
import { formatNumber } from '../../server/styles/format.ts';
import { calm, openMap } from '../map/open-map.ts';
import { chosen, lang, page } from '../state/state.ts';
import { frameCorners, type Printing, printing, scaleFor } from './print-state.ts';
import { printWords } from './words.ts';

/** What a person who prints can do. */

export const printButton = 'print-map';
export const printRoom = 'utskrift';

/** Of the map's width, so much is framed from the start. */
const framed = 0.75;

/** A sheet that shows most of what the map does. */
export function sheetOfView(map: MapLibreMap): Printing {
  const { lng, lat } = map.getCenter();
  const bounds = map.getBounds();
  const metres = bounds.getSouthWest().distanceTo(bounds.getSouthEast()) * framed;
  return {
    ...{ paper: 'A4', direction: 'liggande', scale: scaleFor('A4', metres), system: 3006, grid: false },
    centre: [lng, lat],
  };
}

export function stopPrinting(): void {
  batch(() => {
    printing.value = undefined;
    page.value = chosen.value ? 'answers' : 'subjects';
  });
  // When the panel has drawn the button again.
  requestAnimationFrame(() => document.getElementById(printButton)?.focus());
}

/** Another sheet. */
export function changePrinting(change: (one: Printing) => Printing): void {
  const one = printing.value;
  if (!one) return;
  printing.value = change(one);
  showFrame();
}

/** Moves the map when the frame does not fit into the window. */
export function showFrame(): void {
  const map = openMap.value;
  const corners = frameCorners.value;
  if (!map || corners.length === 0) return;
  const { clientWidth, clientHeight } = map.getContainer();
  const isInside = corners.every((corner) => {
    const { x, y } = map.project(corner);
    return x >= 0 && y >= 0 && x <= clientWidth && y <= clientHeight - (map.getPadding().bottom ?? 0);
  });
  if (isInside) return;
  const bounds = new LngLatBounds();
  for (const corner of corners) bounds.extend(corner);
  map.fitBounds(bounds, { padding: 30, linear: true, animate: !calm() });
}

/** The sheet in words: A4 liggande, 1:1 000. */
export function sheetInWords({ paper, direction, scale }: Printing): string {
  return `${paper} ${printWords.value[direction].toLowerCase()}, 1:${formatNumber(scale, lang.value, 0)}`;
}
