import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Page } from 'playwright-core';
import { widestPlace } from '../../server/geometry/widest-place.ts';

declare global {
  /** The map of the page that is tested. */
  var testedMap: MapLibreMap;
}

/** Makes the map of a page known to `testedMap`: the page itself tells nobody. To be called before the page is opened. */
export async function exposeMap(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(Object.prototype, '_canvasContainer', {
      configurable: true,
      set(value: unknown) {
        globalThis.testedMap = this;
        Object.defineProperty(this, '_canvasContainer', { value, writable: true, configurable: true });
      },
    });
  });
}

export interface Named {
  /** Areas in view in which a letter of the map's size has room. */
  areas: string[];
  /** Those of them that have theirs. */
  named: string[];
}

/**
 * Which areas of the layers `areas` have their name of the layers `names` (and of those that keep names in view), by the
 * attribute `key`. `room`: pixels on each side that an area must have somewhere to be counted.
 */
export async function namedAreas(
  page: Page,
  wanted: { areas: readonly string[]; names: readonly string[]; key: string; room: number },
): Promise<Named> {
  const drawn = await page.evaluate(({ areas, names, key }) => {
    const map = globalThis.testedMap;
    const { clientWidth, clientHeight } = map.getCanvas();
    return {
      view: [0, map.getPadding().top ?? 0, clientWidth, clientHeight - (map.getPadding().bottom ?? 0)] as const,
      areas: map.queryRenderedFeatures({ layers: [...areas] }).map(({ properties, geometry }) => ({
        key: String(properties[key]),
        parts: (geometry.type === 'Polygon'
          ? [geometry.coordinates]
          : geometry.type === 'MultiPolygon'
            ? geometry.coordinates
            : []
        ).map((rings) =>
          rings.map((ring) =>
            ring.slice(1).flatMap(([x = 0, y = 0]) => {
              const place = map.project([x, y]);
              return [place.x, place.y];
            }),
          ),
        ),
      })),
      names: map
        .queryRenderedFeatures({
          layers: names.flatMap((name) => [name, `${name}-seen`]).filter((id) => map.getLayer(id)),
        })
        .map(({ properties }) => String(properties[key])),
    };
  }, wanted);
  const roomy = drawn.areas.filter(({ parts }) => (widestPlace(parts, drawn.view, 0.5)?.room ?? 0) >= wanted.room);
  const areas = [...new Set(roomy.map(({ key }) => key))];
  return { areas, named: areas.filter((key) => drawn.names.includes(key)) };
}
