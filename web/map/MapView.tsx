import 'maplibre-gl/dist/maplibre-gl.css';
import type { StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import { batch, effect, untracked } from '@preact/signals';
import {
  AttributionControl,
  GeolocateControl,
  Map as MapLibreMap,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { useEffect, useRef } from 'preact/hooks';
import { credits } from '../../server/styles/credits.ts';
import { capabilities } from '../capabilities.ts';
import { coveredBySheet, isNarrow } from '../panel/sheet-height.ts';
import { serverIsBack } from '../server.ts';
import { chosenFeature } from '../state/loading.ts';
import { chosen, description, inView, place, serverAway, t } from '../state/state.ts';
import type { Place } from '../state/url.ts';
import { answerAt } from './answer-at.ts';
import { changeStyle } from './change-style.ts';
import { compose } from './compose.ts';
import { HoverLabel, hoverAt, hoverEnds } from './HoverLabel.tsx';
import { askableLayers, hitsAt, hitsInView } from './hits.ts';
import { homeControl } from './home-control.ts';
import { lookNow } from './look.ts';
import { NoMap } from './NoMap.tsx';
import { keepNamesInView } from './names-in-view.ts';
import { calm, flyTo, openMap, withoutWebGl } from './open-map.ts';
import { refreshWithChanges, withNewestVersion } from './refresh.ts';

setWorkerUrl(workerUrl);

/** Pixels around a click in which a feature counts as meant. */
const reach = { mouse: 3, touch: 12 };

/** The map in the page's language. A new language makes a new map, so that its own buttons speak it too. */
export function MapView() {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = container.current;
    return element ? startMap(element) : undefined;
  }, []);
  return (
    <div class="map">
      {withoutWebGl.value && place.value ? <NoMap shown={place.value} /> : null}
      <div ref={container} class="map-canvas" />
      <div class="crosshair" aria-hidden="true" />
      <HoverLabel />
    </div>
  );
}

/** Makes the map when its style has come, keeps it in step with the state, and gives back what ends it. */
function startMap(element: HTMLDivElement): () => void {
  let map: MapLibreMap | undefined;
  let before: StyleSpecification | undefined;
  const stop = effect(() => {
    const look = lookNow();
    if (!look) return;
    const style = compose({ ...look, drawn: capabilities.flatMap(({ drawn }) => drawn?.() ?? []) });
    if (withoutWebGl.peek()) return;
    if (map && before) changeStyle(map, style, before);
    else map = untracked(() => mapOrNone(element, style));
    before = style;
    openMap.value = map;
  });
  const stopPadding = effect(() => {
    const map = openMap.value;
    const bottom = coveredBySheet.value;
    if (map && map.getPadding().bottom !== bottom) map.easeTo({ padding: { bottom }, duration: calm() ? 0 : 200 });
  });
  // A link that names a feature but no place opens where the feature is.
  let follows = place.peek() === undefined && chosen.peek() !== undefined;
  const stopFollowing = effect(() => {
    const linked = chosenFeature.value;
    if (!follows || !openMap.value || !linked) return;
    follows = false;
    flyTo(linked.feature);
  });
  const stopNaming = effect(() => (openMap.value ? keepNamesInView(openMap.value, () => before) : undefined));
  const stopRefreshing = effect(() => (openMap.value ? refreshWithChanges(openMap.value) : undefined));
  return () => {
    stop();
    stopRefreshing();
    stopNaming();
    stopPadding();
    stopFollowing();
    openMap.value = undefined;
    map?.remove();
  };
}

function opening({ center, zoom = 10 }: StyleSpecification): Place {
  const [longitude = 0, latitude = 0] = center ?? [];
  return { longitude, latitude, zoom };
}

/** Undefined: the browser has no WebGL. */
function mapOrNone(element: HTMLDivElement, style: StyleSpecification): MapLibreMap | undefined {
  try {
    return createMap(element, style);
  } catch (error) {
    if (!(error instanceof Error && /WebGL/.test(error.message))) throw error;
    batch(() => {
      place.value ??= opening(style);
      withoutWebGl.value = true;
    });
    return undefined;
  }
}

function createMap(element: HTMLDivElement, style: StyleSpecification): MapLibreMap {
  const words = t.value;
  const start = place.value ?? opening(style);
  const map = new MapLibreMap({
    container: element,
    style,
    center: [start.longitude, start.latitude],
    zoom: start.zoom,
    transformRequest: withNewestVersion,
    // What goes out of view is asked for again, by its newest version; the browser keeps the bytes.
    maxTileCacheSize: 0,
    minZoom: 5,
    maxZoom: 20,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    rollEnabled: false,
    fadeDuration: calm() ? 0 : 200,
    locale: {
      'Map.Title': words.map,
      'NavigationControl.ZoomIn': words.zoomInControl,
      'NavigationControl.ZoomOut': words.zoomOutControl,
      'GeolocateControl.FindMyLocation': words.locate,
      'AttributionControl.ToggleAttribution': words.attributionToggle,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  const { longitude, latitude, zoom } = opening(style);
  map.addControl(homeControl(words.home, { center: [longitude, latitude], zoom }), 'top-right');
  map.addControl(new GeolocateControl({ positionOptions: { enableHighAccuracy: true } }), 'top-right');
  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left');
  const about = description.value;
  const customAttribution = about ? credits(about) : '';
  map.addControl(new AttributionControl({ compact: true, customAttribution }), 'bottom-right');
  // Folded where there is no room for it: a press on its button opens it.
  map.once('idle', () => {
    if (isNarrow.value) element.querySelector('.maplibregl-ctrl-attrib')?.classList.remove('maplibregl-compact-show');
  });
  listen(map);
  return map;
}

function listen(map: MapLibreMap): void {
  const layers = () => {
    const about = description.value;
    return about ? askableLayers(map.getStyle(), about) : [];
  };
  let askable: string[] = [];
  map.on('styledata', () => {
    askable = layers();
  });
  const isTaken = () => untracked(() => capabilities.some(({ takesClicks }) => takesClicks?.()));
  const ask = (point: { x: number; y: number }, tolerance: number) => {
    const about = description.value;
    if (about && !isTaken()) answerAt(map, askable, about, point, tolerance);
  };
  map.on('click', (event) => {
    const touch = event.originalEvent instanceof PointerEvent && event.originalEvent.pointerType === 'touch';
    ask(event.point, touch ? reach.touch : reach.mouse);
  });
  map.getCanvas().addEventListener('keydown', (event) => {
    if (event.key === 'Enter') ask(map.project(map.getCenter()), reach.touch);
  });
  map.on('mousemove', (event) => {
    const about = isTaken() ? undefined : description.value;
    const [first] = about ? hitsAt(map, askable, about, event.point, 1) : [];
    if (about) map.getCanvas().style.cursor = first ? 'pointer' : '';
    if (first) hoverAt(first, event.point);
    else hoverEnds();
  });
  map.on('mouseout', hoverEnds);
  map.on('movestart', hoverEnds);
  map.on('moveend', () => {
    const { lng, lat } = map.getCenter();
    place.value = { zoom: map.getZoom(), latitude: lat, longitude: lng };
  });
  map.on('idle', () => {
    const about = description.value;
    if (about) inView.value = hitsInView(map, askable, about);
  });
  map.once('load', () => {
    const { lng, lat } = map.getCenter();
    place.value = { zoom: map.getZoom(), latitude: lat, longitude: lng };
  });
  heal(map);
}

/** A tile or source that could not be had: told once, and everything is fetched again when the server answers. */
function heal(map: MapLibreMap): void {
  let waiting = false;
  map.on('error', async ({ error }) => {
    const status = 'status' in error ? Number(error.status) : 0;
    const answered = status >= 400 && status < 500;
    if (waiting || answered || !/fetch|network|AJAXError|load/i.test(`${error.message}`)) return;
    waiting = true;
    serverAway.value = true;
    await serverIsBack();
    waiting = false;
    serverAway.value = false;
    map.setStyle(map.getStyle(), { diff: false });
  });
}
