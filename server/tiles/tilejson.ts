import { z } from 'zod';
import type { Database } from '../database/database.ts';
import { type Definition, type Field, licences } from '../datasets/definition.ts';
import { honestDescription } from '../datasets/example-rows.ts';
import { organisationName } from '../datasets/organisations.ts';
import { publicColumns } from '../datasets/select.ts';
import { totalFields } from '../datasets/totals.ts';
import { filterParameters } from '../features/index.ts';
import { type Bounds, boundsOf } from '../geometry/extent.ts';
import { type Layer, layerName } from '../geometry/layers.ts';
import type { Language } from '../http/language.ts';
import { langParameter, onlyFormat } from '../http/parameters.ts';
import type { LayerSet } from './layer-sets.ts';
import type { TileService } from './tiles.ts';

const zoom = z.int().min(0).max(22);

/** TileJSON 3.0.0. */
export const tileJsonSchema = z.object({
  tilejson: z.literal('3.0.0'),
  name: z.string(),
  description: z.string(),
  attribution: z.string(),
  tiles: z.array(z.string()),
  minzoom: zoom,
  maxzoom: zoom,
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  center: z.tuple([z.number(), z.number(), z.number()]).optional(),
  /** By zoom, the share of the features that tiles show where the byte budget leaves some out. */
  thinning: z.record(z.string(), z.number().min(0).max(1)).optional(),
  vector_layers: z.array(
    z.object({
      id: z.string(),
      description: z.string(),
      minzoom: zoom,
      maxzoom: zoom,
      fields: z.record(z.string(), z.string()),
    }),
  ),
});
export type TileJson = z.infer<typeof tileJsonSchema>;

function zoomsOf({ tiles }: Definition): { minzoom: number; maxzoom: number } {
  return tiles ? { minzoom: tiles.minzoom, maxzoom: tiles.maxzoom } : { minzoom: 0, maxzoom: 14 };
}

export const tileJsonParameters = [...filterParameters, onlyFormat('json', 'TileJSON'), langParameter] as const;

/** TileJSON 3.0.0 of one or several datasets, in one language. */
export async function tileJson(
  { database, organisations, tiles }: Pick<TileService, 'database' | 'organisations' | 'tiles'>,
  { layers, version, filter }: LayerSet,
  { baseUrl, lang }: { baseUrl: string; lang: Language },
): Promise<TileJson> {
  const definitions = layers.map(({ definition }) => definition);
  const zooms = definitions.map(zoomsOf);
  const bounds = await boundsOfAll(database, layers);
  const descriptions = await Promise.all(definitions.map((one) => honestDescription(database, one)));
  // Known of the tiles that show everything.
  const thinning = filter ? {} : smallestByZoom(layers.map(tiles.thinning));
  const minzoom = Math.min(...zooms.map((zoom) => zoom.minzoom));
  const query = [version === undefined ? [] : `v=${version}`, filter ?? []].flat().join('&');
  return {
    tilejson: '3.0.0',
    name: definitions.map(({ title }) => title[lang]).join(', '),
    description: [...new Set(descriptions.map((description) => description[lang]))].join(' '),
    attribution: [...new Set(definitions.map((definition) => attribution(definition, organisations)))].join(' · '),
    tiles: [`${baseUrl}/tiles/${layers.map(layerName).join(',')}/{z}/{x}/{y}.mvt${query && `?${query}`}`],
    minzoom,
    maxzoom: Math.max(...zooms.map((zoom) => zoom.maxzoom)),
    ...(bounds
      ? {
          bounds,
          center: [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2, minzoom] satisfies TileJson['center'],
        }
      : {}),
    ...(Object.keys(thinning).length > 0 ? { thinning } : {}),
    vector_layers: await Promise.all(
      layers.map(async (layer) => ({
        id: layerName(layer),
        description: layer.definition.description[lang],
        ...zoomsOf(layer.definition),
        fields: await describeFields(database, layer.definition, lang),
      })),
    ),
  };
}

function attribution(definition: Definition, organisations: TileService['organisations']): string {
  const owner = organisationName(organisations, definition.informationsagare);
  return `© ${owner}, <a href="${licences[definition.licence]}">${definition.licence}</a>`;
}

/** An attribute of a dataset's features in tiles, at one zoom or another. */
export interface TileAttribute {
  name: string;
  type: Field['type'];
  title: string;
}

export async function tileAttributes(
  database: Database,
  definition: Definition,
  lang: Language,
): Promise<TileAttribute[]> {
  const own = publicColumns(definition).filter(({ field }) => field.tile);
  return [...own, ...(await totalFields(database, definition))].map(({ field: { name, type, title, unit } }) => ({
    name,
    type,
    title: withUnit(title[lang], unit?.[lang]),
  }));
}

async function describeFields(database: Database, definition: Definition, lang: Language) {
  const attributes = await tileAttributes(database, definition, lang);
  return Object.fromEntries(attributes.map(({ name, title }) => [name, title]));
}

function withUnit(title: string, unit: string | undefined): string {
  return unit ? `${title} (${unit})` : title;
}

function smallestByZoom(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const smallest: Record<string, number> = {};
  for (const [zoom, share] of all.flatMap((one) => Object.entries(one))) {
    smallest[zoom] = Math.min(smallest[zoom] ?? 1, share);
  }
  return smallest;
}

/** Around the public rows of several layers. */
export async function boundsOfAll(database: Database, layers: readonly Layer[]): Promise<Bounds | undefined> {
  const each = await Promise.all(layers.map((layer) => boundsOf(database, layer)));
  const all = each.filter((bounds) => bounds !== undefined);
  if (all.length === 0) return undefined;
  return [
    Math.min(...all.map(([west]) => west)),
    Math.min(...all.map(([, south]) => south)),
    Math.max(...all.map(([, , east]) => east)),
    Math.max(...all.map(([, , , north]) => north)),
  ];
}
