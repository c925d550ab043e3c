import type { Map as MapLibreMap } from 'maplibre-gl';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';

/** Names of keys that no keyboard has: what ends a drawing is for us to say (keys.ts). */
export const finishKey = 'finish-drawing';
export const cancelKey = 'cancel-drawing';

/** The adapter of Terra Draw for MapLibre that can be led by more than a pointer: by keys and by typed coordinates. */
export class LedAdapter extends TerraDrawMapLibreGLAdapter<MapLibreMap> {
  /** As if the pointer were there. */
  pointAt(lng: number, lat: number): void {
    this._currentModeCallbacks?.onMouseMove(this.eventAt(lng, lat));
  }

  /** As if somebody clicked there. */
  clickAt(lng: number, lat: number): void {
    this.pointAt(lng, lat);
    this._currentModeCallbacks?.onClick(this.eventAt(lng, lat));
  }

  press(key: typeof finishKey | typeof cancelKey): void {
    this._currentModeCallbacks?.onKeyUp({ key, heldKeys: [], preventDefault: () => {} });
  }

  private eventAt(lng: number, lat: number) {
    const { x, y } = this.project(lng, lat);
    const common = { lng, lat, containerX: x, containerY: y, heldKeys: [], isContextMenu: false };
    return { ...common, button: 'left' as const };
  }
}
