import 'maplibre-gl/dist/maplibre-gl.css';
import '../look/map-controls.css';
import type { StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { Feature, FeatureCollection, Polygon } from 'geojson';
import { AttributionControl, LngLatBounds, Map as MapLibreMap, NavigationControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { positions } from '../../server/geometry/positions.ts';
import { chosenLayers, metadataOf } from '../../server/styles/compose.ts';
import type { Theme } from '../../server/styles/palette.ts';
import { calm } from '../map/open-map.ts';
import { readStyle } from '../server.ts';
import { type Lang, texts } from '../text/texts.ts';

setWorkerUrl(workerUrl);

const gestures = {
  sv: {
    mouse: 'Håll ned Ctrl och rulla för att zooma',
    mac: 'Håll ned ⌘ och rulla för att zooma',
    touch: 'Flytta kartan med två fingrar',
  },
  en: {
    mouse: 'Hold Ctrl and scroll to zoom',
    mac: 'Hold ⌘ and scroll to zoom',
    touch: 'Move the map with two fingers',
  },
};

/** Draws what a box of the page names: features at an address, or a rectangle. `bbox` gets the map's view when asked. */
export async function drawSmallMap(box: HTMLElement, bbox: HTMLInputElement | undefined): Promise<void> {
  const lang: Lang = box.dataset.lang === 'en' ? 'en' : 'sv';
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const theme = (): Theme => (dark.matches ? 'dark' : 'light');
  const [shown, style] = await Promise.all([shapesOf(box), readStyle(lang, theme(), {})]);
  const bounds = new LngLatBounds();
  for (const { geometry } of shown.features) for (const position of positions(geometry)) bounds.extend(position);
  if (bounds.isEmpty()) {
    box.remove();
    return;
  }
  const words = texts[lang];
  const map = new MapLibreMap({
    container: box,
    style: withShapes(style, shown, theme()),
    bounds,
    fitBoundsOptions: { padding: 30, maxZoom: 16 },
    attributionControl: false,
    // The page scrolls over the map.
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    rollEnabled: false,
    fadeDuration: calm() ? 0 : 200,
    locale: {
      'Map.Title': box.dataset.label ?? '',
      'NavigationControl.ZoomIn': words.zoomInControl,
      'NavigationControl.ZoomOut': words.zoomOutControl,
      'AttributionControl.ToggleAttribution': words.attributionToggle,
      'CooperativeGesturesHandler.WindowsHelpText': gestures[lang].mouse,
      'CooperativeGesturesHandler.MacHelpText': gestures[lang].mac,
      'CooperativeGesturesHandler.MobileHelpText': gestures[lang].touch,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new AttributionControl({ compact: true }), 'bottom-right');
  dark.addEventListener('change', async () => {
    map.setStyle(withShapes(await readStyle(lang, theme(), {}), shown, theme()));
  });
  if (bbox) offerView(map, bbox);
}

async function shapesOf({ dataset }: HTMLElement): Promise<FeatureCollection> {
  if (dataset.features) {
    const answer = await fetch(dataset.features);
    if (!answer.ok) return { type: 'FeatureCollection', features: [] };
    const found: FeatureCollection | Feature = await answer.json();
    return found.type === 'Feature' ? { type: 'FeatureCollection', features: [found] } : found;
  }
  const [west = 0, south = 0, east = 0, north = 0] = (dataset.box ?? '').split(',').map(Number);
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const geometry: Polygon = { type: 'Polygon', coordinates: [ring] };
  return { type: 'FeatureCollection', features: [{ type: 'Feature', geometry, properties: {} }] };
}

/** The service's paper, and on it what the page is about as the map draws what is chosen. */
function withShapes(style: StyleSpecification, shown: FeatureCollection, theme: Theme): StyleSpecification {
  const paper = style.layers.filter((layer) =>
    [undefined, 'background'].includes(metadataOf(layer, 'allmanning:subject')),
  );
  const used = new Set(paper.flatMap((layer) => ('source' in layer ? [layer.source] : [])));
  return {
    ...style,
    sources: {
      ...Object.fromEntries(Object.entries(style.sources).filter(([name]) => used.has(name))),
      chosen: { type: 'geojson', data: shown },
    },
    layers: [...paper, ...chosenLayers(theme)],
  };
}

/** A button beside the field for an area that puts the map's view in it. */
function offerView(map: MapLibreMap, field: HTMLInputElement): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'plain-button';
  button.textContent = field.dataset.fromMap ?? '';
  button.addEventListener('click', () => {
    const { _sw: low, _ne: high } = map.getBounds();
    field.value = [low.lng, low.lat, high.lng, high.lat].map((value) => value.toFixed(5)).join();
    field.focus();
  });
  field.after(button);
}
