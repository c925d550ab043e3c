import GeoJSON from 'ol/format/GeoJSON.js';
import MVT from 'ol/format/MVT.js';
import WMTSCapabilities from 'ol/format/WMTSCapabilities.js';
import { Map as OpenLayersMap, View } from 'ol/index.js';
import TileLayer from 'ol/layer/Tile.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorTileLayer from 'ol/layer/VectorTile.js';
import { register } from 'ol/proj/proj4.js';
import OGCVectorTile from 'ol/source/OGCVectorTile.js';
import VectorSource from 'ol/source/Vector.js';
import WMTS, { optionsFromCapabilities } from 'ol/source/WMTS.js';
import proj4 from 'proj4';

/** Maps as somebody else's page would make them, in JavaScript. Each tells what it has drawn at its middle. */

/** East, north as most pages have it, unless they say `+axis=neu`. */
proj4.defs(
  'EPSG:3006',
  `+proj=utm +zone=33 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs ${window.axis ?? ''}`,
);
register(proj4);

async function drawn(layer, projection, center) {
  const target = document.createElement('div');
  target.style.cssText = 'width: 400px; height: 400px';
  document.body.append(target);
  const map = new OpenLayersMap({ target, layers: [layer], view: new View({ projection, center, resolution: 2 }) });
  for (let look = 0; look < 100; look++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const names = map.getFeaturesAtPixel([200, 200]).map((feature) => feature.get('namn'));
    if (names.length > 0) return names;
  }
  return [];
}

window.maps = {
  /** Whether something is drawn in the middle, and 80 pixels (160 m) beside it. */
  async wmts(url, layerName, matrixSet, projection, center) {
    const capabilities = new WMTSCapabilities().read(await (await fetch(url)).text());
    const options = optionsFromCapabilities(capabilities, { layer: layerName, matrixSet, crossOrigin: 'anonymous' });
    const layer = new TileLayer({ source: new WMTS(options) });
    const target = document.createElement('div');
    target.style.cssText = 'width: 400px; height: 400px';
    document.body.prepend(target);
    const view = new View({ projection, center, resolution: 2 });
    const map = new OpenLayersMap({ target, layers: [layer], view });
    await new Promise((resolve) => map.once('rendercomplete', resolve));
    const places = [
      [200, 200],
      [120, 200],
      [280, 200],
      [200, 120],
      [200, 280],
    ];
    return places.map((pixel) => (layer.getData(pixel)?.[3] ?? 0) > 0);
  },
  tiles(url, projection, center) {
    const source = new OGCVectorTile({ url, format: new MVT(), projection });
    return drawn(new VectorTileLayer({ source }), projection, center);
  },
  items(url, projection, center) {
    const source = new VectorSource({ url, format: new GeoJSON() });
    return drawn(new VectorLayer({ source }), projection, center);
  },
};
