import { pixelMetres } from '../../geometry/pixel.ts';
import { resolveToken } from '../../styles/palette.ts';
import { pictureTypes, shadeOf } from '../content.ts';
import { type LegendLook, usualLegend } from '../drawing/legend.ts';
import { resolutionOfZoom, zoomOfResolution } from '../frame.ts';
import type { PictureLayer } from '../groups.ts';
import { type DatasetLegend, legendOf } from '../legend.ts';
import type { Look } from '../looks.ts';
import type { Answer, Asked } from './asked.ts';
import { invalid, missing } from './faults.ts';
import { layersNamed } from './layers.ts';
import { lookNamed } from './looks.ts';
import { backdropIn, isTransparent, pictureTypeIn } from './map.ts';
import { pixelRatioIn } from './place.ts';
import type { Query } from './query.ts';
import { yearIn } from './wanted.ts';

/** GetLegendGraphic (SLD profile of WMS, OGC 05-078r4 §12): the legend of a layer, by the layers that draw the map. */
export async function legendGraphic(asked: Asked): Promise<Answer> {
  const { service, query, lang } = asked;
  const names = query.list('LAYER').length > 0 ? query.list('LAYER') : query.list('LAYERS');
  const [layer, another] = layersNamed(service.published.definitions, names, 'LAYER');
  if (!layer) throw missing('LAYER');
  if (another) throw invalid('LAYER', names.join(), 'ett lager', 'one layer');
  const [style = ''] = query.list('STYLE');
  const look = lookNamed(layer, style, 'STYLE');
  const legends = await legendsOf(asked, layer, look, zoomIn(query));
  if (/^application\/json$/i.test(query.get('FORMAT') ?? '')) return asJson(layer, legends, lang);
  const type = pictureTypeIn(query);
  const backdrop = isTransparent(query) ? undefined : query.get('BGCOLOR') ? backdropIn(query) : paperOf(look);
  const legend = {
    items: itemsOf(layer, legends, lang),
    look: lookOfLegend(look, query),
    pixelRatio: pixelRatioIn(query),
  };
  return { type: pictureTypes[type], body: await service.pictures.drawLegend(legend, type, backdrop) };
}

type LegendAsked = Pick<Asked, 'service' | 'query' | 'lang'>;

/** The legends of a layer in a look. `zoom` undefined: at any. */
async function legendsOf(
  { service, query, lang }: LegendAsked,
  { definitions }: PictureLayer,
  { theme, measure }: Pick<Look, 'theme' | 'measure'>,
  zoom: number | undefined,
): Promise<DatasetLegend[]> {
  const year = yearIn(query.get('TIME'), definitions);
  const datasets = definitions.map(({ id }) => id);
  const of = { paper: false, transparent: true, ended: false, filters: new Map() };
  return legendOf(service, { ...of, datasets, theme, lang, measure, year }, zoom);
}

/** How large the legend of a layer is by itself: capabilities tell it. */
export async function legendItems(asked: LegendAsked, layer: PictureLayer, look: Look) {
  const legends = await legendsOf(asked, layer, look, undefined);
  return legends.length === 0 ? undefined : itemsOf(layer, legends, asked.lang);
}

/** Each dataset with its title above it; a layer that has nothing to tell is told by its title. */
function itemsOf({ title }: PictureLayer, legends: readonly DatasetLegend[], lang: Asked['lang']) {
  if (legends.length === 0) return [{ kind: 'heading' as const, level: 1 as const, text: title[lang] }];
  return legends.flatMap((legend) => [
    { kind: 'heading' as const, level: 1 as const, text: legend.title },
    ...legend.items,
  ]);
}

function paperOf(look: Look): string {
  return look.theme === 'dark' ? resolveToken('@land', 'dark') : '#ffffff';
}

/** `WIDTH` and `HEIGHT` are those of a sample, as GeoServer has it. */
function lookOfLegend(look: Look, query: Query): LegendLook {
  const side = (name: string, usual: number) => {
    const value = Number(query.get(name) ?? usual);
    return Number.isFinite(value) ? Math.min(100, Math.max(8, value)) : usual;
  };
  const { swatch } = usualLegend;
  return {
    ...usualLegend,
    swatch: { width: side('WIDTH', swatch.width), height: side('HEIGHT', swatch.height) },
    colour: resolveToken('@text', shadeOf(look.theme)),
    grey: look.theme === 'grey',
  };
}

/** A latitude of Sweden: scales here are those on the ground. */
const latitude = 59.6;

/** The zoom of `SCALE`, a scale denominator of pixels of 0.28 mm. */
function zoomIn(query: Query): number | undefined {
  const value = query.get('SCALE');
  if (value === undefined) return undefined;
  const scale = Number(value);
  if (!(scale > 0)) throw invalid('SCALE', value, 'ett tal över 0, som 5000', 'a number above 0, such as 5000');
  return zoomOfResolution(scale * pixelMetres, latitude);
}

/** Scale denominator of a zoom, as a client that counts metres of Web Mercator has it: twice that on the ground here. */
export function scaleOfZoom(zoom: number): number {
  return resolutionOfZoom(zoom, 0) / pixelMetres;
}

/** As GeoServer's `Legend` with `rules`, each with the parts that are drawn from below. */
function asJson({ name, title }: PictureLayer, legends: readonly DatasetLegend[], lang: Asked['lang']): Answer {
  const legend = legends.map(({ dataset, title, items }) => ({
    layerName: dataset,
    title,
    rules: items.flatMap((item) =>
      item.kind === 'heading' ? [] : [{ title: item.text, geometry: item.geometry, parts: item.parts }],
    ),
  }));
  return {
    type: 'application/json; charset=utf-8',
    body: JSON.stringify({ layer: name, title: title[lang], Legend: legend }),
  };
}
