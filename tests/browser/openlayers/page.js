import GeoJSON from 'ol/format/GeoJSON.js';
import MVT from 'ol/format/MVT.js';
import WMSCapabilities from 'ol/format/WMSCapabilities.js';
import WMSGetFeatureInfo from 'ol/format/WMSGetFeatureInfo.js';
import WMTSCapabilities from 'ol/format/WMTSCapabilities.js';
import { Map as OpenLayersMap, View } from 'ol/index.js';
import ImageLayer from 'ol/layer/Image.js';
import TileLayer from 'ol/layer/Tile.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorTileLayer from 'ol/layer/VectorTile.js';
import { register } from 'ol/proj/proj4.js';
import ImageWMS from 'ol/source/ImageWMS.js';
import OGCVectorTile from 'ol/source/OGCVectorTile.js';
import TileWMS from 'ol/source/TileWMS.js';
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

/** The colours at some pixels of a picture layer, when all of it is there. */
async function colours(layer, projection, center, pixels) {
  const target = document.createElement('div');
  target.style.cssText = 'width: 400px; height: 400px';
  document.body.append(target);
  const map = new OpenLayersMap({ target, layers: [layer], view: new View({ projection, center, resolution: 2 }) });
  await new Promise((resolve) => map.once('rendercomplete', resolve));
  return pixels.map((pixel) => [...(layer.getData(pixel) ?? [])]);
}

window.maps = {
  /** What a program makes of a WMS: its layers, a map of tiles and one of one picture, and what is at the middle. */
  async wms(url, VERSION, projection, center) {
    const answer = await fetch(`${url}?SERVICE=WMS&REQUEST=GetCapabilities&VERSION=1.3.0`);
    const { Capability } = new WMSCapabilities().read(await answer.text());
    const params = { LAYERS: 'tatorter', VERSION };
    const options = { url, params, crossOrigin: 'anonymous', serverType: 'geoserver' };
    const tiles = new TileWMS(options);
    const pixels = [
      [200, 200],
      [200, 60],
    ];
    const ask = async (INFO_FORMAT) => {
      const info = tiles.getFeatureInfoUrl(center, 2, projection, { INFO_FORMAT });
      return (await fetch(info)).text();
    };
    return {
      layers: Capability.Layer.Layer.flatMap(({ Layer }) => Layer.map(({ Name }) => Name)),
      tiles: await colours(new TileLayer({ source: tiles }), projection, center, pixels),
      image: await colours(new ImageLayer({ source: new ImageWMS(options) }), projection, center, pixels),
      json: new GeoJSON().readFeatures(await ask('application/json')).map((feature) => feature.get('namn')),
      gml: new WMSGetFeatureInfo().readFeatures(await ask('application/vnd.ogc.gml')).map((one) => one.get('namn')),
    };
  },
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
