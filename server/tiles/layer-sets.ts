import { versionOf } from '../changes/versions.ts';
import type { Definition } from '../datasets/definition.ts';
import { filterParameters, parseFiltering } from '../features/index.ts';
import { type Layer, layerName, type Published } from '../geometry/layers.ts';
import type { Language } from '../http/language.ts';
import { Problem, problem } from '../http/problems.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { parseDatasets } from './address.ts';

/** The layers that an address names, and their data version. */
export interface LayerSet {
  layers: readonly Layer[];
  /** The part of the address's query that filters them, to be written into addresses: `filter=…`. Absent: it does not. */
  filter?: string;
  /** Undefined: changes of one of them are not written down, so nobody can say. */
  readonly version: string | undefined;
}

/**
 * Names as in an address (`b,a`; absent: all that have geometry) → layers, remembered, and filtered as the address's
 * query wants. Throws 400 and 404 problems.
 */
export type FindLayers = (names: string | undefined, query?: URLSearchParams) => LayerSet;

const mostRemembered = 1_000;

export function layerSets(service: OpenData): FindLayers {
  const remembered = new Map<string | undefined, LayerSet>();
  let published: Published | undefined;
  const found = (names: string | undefined) => {
    if (published !== service.published || remembered.size > mostRemembered) {
      published = service.published;
      remembered.clear();
    }
    const known = remembered.get(names);
    if (known) return known;
    const wanted = names === undefined ? allNames(published) : parseDatasets(names);
    const set = makeSet(service, wanted.map(published.layer));
    remembered.set(names, set);
    return set;
  };
  return (names, query) => {
    const set = found(names);
    return query?.has('filter') ? filtered(set, query) : set;
  };
}

function allNames({ definitions }: Published): string[] {
  return definitions
    .filter(({ geometry }) => geometry)
    .map(({ id }) => id)
    .sort();
}

/** Not remembered: there is no end of filters. Throws a 400 problem for one that a dataset cannot answer. */
function filtered(set: LayerSet, query: URLSearchParams): LayerSet {
  const asked = new URLSearchParams();
  for (const { name } of filterParameters) for (const value of query.getAll(name)) asked.append(name, value);
  return {
    layers: set.layers.map((layer) => {
      const filter = naming(set.layers.length > 1 ? layer : undefined, () => parseFiltering(layer.definition, asked));
      return filter ? { ...layer, filter } : layer;
    }),
    filter: asked.toString(),
    get version() {
      return set.version;
    },
  };
}

/** Of several datasets, the one that cannot answer is named. */
function naming<T>(layer: Layer | undefined, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!layer || !(error instanceof Problem) || error.code !== 'bad-filter') throw error;
    const { where } = error.detail;
    const inDataset = (lang: Language) =>
      `${layer.definition.id}, ${typeof where === 'object' ? where[lang].toLowerCase() : where}`;
    throw problem('bad-filter', { ...error.detail, where: { sv: inDataset('sv'), en: inDataset('en') } });
  }
}

function makeSet({ changes, config, database }: OpenData, layers: readonly Layer[]): LayerSet {
  const definitions = layers.map(({ definition }) => definition);
  const tracked = layers.every((layer) => layer.tracked);
  const making = `${database.kind} ${config.tileBudgetBytes}`;
  let heard = { epoch: '', number: -1 };
  let version: string | undefined;
  return {
    layers,
    get version() {
      const { epoch, number } = changes;
      if (tracked && (heard.number !== number || heard.epoch !== epoch)) {
        version = versionOf(changes, definitions, making);
        heard = { epoch, number };
      }
      return version;
    },
  };
}

/** Each layer of a set by name, with the version of its own tiles. */
export function layerVersions({ layers }: LayerSet, find: FindLayers): Map<string, string | undefined> {
  return new Map(layers.map(layerName).map((name) => [name, find(name).version]));
}

/** The version of a dataset: that of its tiles' addresses, where it has any. Undefined: its changes are not written down. */
function datasetVersion(service: OpenData, find: FindLayers, definition: Definition): string | undefined {
  if (!service.published.isTracked(definition.id)) return undefined;
  if (definition.geometry) return find(definition.id).version;
  return versionOf(service.changes, [definition], service.database.kind);
}

/** The version of each public dataset whose changes are written down. */
export function datasetVersions(service: OpenData, find: FindLayers): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  for (const definition of service.published.definitions) {
    const version = datasetVersion(service, find, definition);
    if (version !== undefined) versions.set(definition.id, version);
  }
  return versions;
}
