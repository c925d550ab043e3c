import type { IControl, Map as MapLibreMap } from 'maplibre-gl';
import { calm } from './open-map.ts';

/** A button that goes back to where the map opens for whoever comes for the first time. */
export function homeControl(title: string, home: { center: [number, number]; zoom: number }): IControl {
  const group = document.createElement('div');
  return {
    onAdd(map: MapLibreMap) {
      group.className = 'maplibregl-ctrl maplibregl-ctrl-group';
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'home';
      button.title = title;
      button.ariaLabel = title;
      button.innerHTML =
        '<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><path d="M3 10l7-6 7 6M5 9v7h10V9" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/></svg>';
      button.addEventListener('click', () => map.easeTo({ ...home, animate: !calm() }));
      group.replaceChildren(button);
      return group;
    },
    onRemove() {
      group.remove();
    },
  };
}
