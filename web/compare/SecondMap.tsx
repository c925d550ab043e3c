import type { StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import { effect } from '@preact/signals';
import { Map as MapLibreMap } from 'maplibre-gl';
import { useEffect, useRef } from 'preact/hooks';
import { keepNamesInView } from '../map/names-in-view.ts';
import { openMap } from '../map/open-map.ts';
import { refreshWithChanges, withNewestVersion } from '../map/refresh.ts';
import { page } from '../state/state.ts';
import { compared, compareRoom, divided } from './compare-state.ts';
import { Divider } from './Divider.tsx';
import { followDifferences } from './differences.ts';
import { followOtherTheme, otherStyle } from './other-style.ts';
import { compareWords, otherInWords } from './words.ts';
import './compare.css';

/** The map that is compared with, over the left part of the map or beside it. Whoever goes elsewhere in the panel keeps it. */
export function SecondMap() {
  useEffect(() => {
    const stops = [followDifferences(), followOtherTheme()];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  const one = compared.value;
  const main = openMap.value;
  if (!one || !main) return null;
  const isSwipe = one.view === 'swipe';
  const share = `${(100 * divided.value).toFixed(2)}%`;
  return (
    <div class={isSwipe ? 'compare swipe' : 'compare side'} style={{ '--divided': share }}>
      <Other key={one.view} main={main} follows={isSwipe} />
      <p class="compare-name other" aria-hidden="true">
        {otherInWords(one)}
      </p>
      <p class="compare-name now" aria-hidden="true">
        {compareWords.value.now(one)}
      </p>
      {isSwipe ? <Divider main={main} /> : null}
      {page.value === compareRoom ? null : (
        <button
          type="button"
          class="plain-button compare-end"
          onClick={() => {
            compared.value = undefined;
          }}
        >
          {compareWords.value.end}
        </button>
      )}
    </div>
  );
}

/** Shows the place that the map shows. `follows`: it lies over the map, which hears all that is done with it. */
function Other({ main, follows }: { main: MapLibreMap; follows: boolean }) {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!container.current) return;
    const map = new MapLibreMap({
      container: container.current,
      ...placeOf(main),
      interactive: !follows,
      transformRequest: withNewestVersion,
      maxTileCacheSize: 0,
      minZoom: main.getMinZoom(),
      maxZoom: main.getMaxZoom(),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
    });
    let isLed = false;
    const lead = (from: MapLibreMap, to: MapLibreMap) => () => {
      // The one that is led moves, too, and must not lead back.
      if (isLed) return;
      isLed = true;
      to.jumpTo({ ...placeOf(from), padding: from.getPadding() });
      isLed = false;
    };
    const followMain = lead(main, map);
    main.on('move', followMain);
    if (!follows) map.on('move', lead(map, main));
    followMain();
    let drawn: StyleSpecification | undefined;
    const stopStyle = effect(() => {
      const style = otherStyle();
      if (style) map.setStyle(style, { validate: false });
      drawn = style ?? drawn;
    });
    const stopNaming = keepNamesInView(map, () => drawn);
    const stopRefreshing = refreshWithChanges(map);
    return () => {
      stopStyle();
      stopNaming();
      stopRefreshing();
      main.off('move', followMain);
      map.remove();
    };
  }, [main, follows]);
  // What it shows is told by the list and the answers: one map is enough for those who do not see it.
  return <div class="second-map" ref={container} aria-hidden={follows ? 'true' : undefined} />;
}

function placeOf(map: MapLibreMap) {
  return { center: map.getCenter(), zoom: map.getZoom(), bearing: map.getBearing(), pitch: map.getPitch() };
}
