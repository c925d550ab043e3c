import type { Map as MapLibreMap } from 'maplibre-gl';

/** What the keys do while the map has the focus and a tool is in hand. */
export interface KeyActions {
  isActive: () => boolean;
  /** A corner in the middle of the map. */
  corner: () => void;
  back: () => void;
  end: () => void;
  /** The middle of the map is somewhere else. */
  moved: () => void;
}

/** Returns what ends it. */
export function listenToKeys(map: MapLibreMap, { isActive, corner, back, end, moved }: KeyActions): () => void {
  const canvas = map.getCanvas();
  const pressed = (event: KeyboardEvent) => {
    if (!isActive() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') corner();
    else if (event.key === 'Backspace' || event.key === 'Delete') back();
    else if (event.key === 'Escape') end();
    else return;
    event.preventDefault();
    // The map asks what is there at Enter.
    event.stopImmediatePropagation();
  };
  const follow = () => {
    if (isActive() && canvas.matches(':focus-visible')) moved();
  };
  canvas.addEventListener('keydown', pressed, { capture: true });
  map.on('move', follow);
  return () => {
    canvas.removeEventListener('keydown', pressed, { capture: true });
    map.off('move', follow);
  };
}
