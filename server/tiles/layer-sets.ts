import { versionOf } from '../changes/versions.ts';
import type { Layer, Published } from '../geometry/layers.ts';
import type { Service } from '../service.ts';
import { parseDatasets } from './address.ts';

/** The layers that an address names, and their data version. */
export interface LayerSet {
  layers: readonly Layer[];
  /** Undefined: changes of one of them are not written down, so nobody can say. */
  readonly version: string | undefined;
}

/** Names as in an address (`b,a`) → layers, remembered. Throws 400 and 404 problems. */
export type FindLayers = (names: string) => LayerSet;

const mostRemembered = 1_000;

export function layerSets(service: Service): FindLayers {
  const remembered = new Map<string, LayerSet>();
  let published: Published | undefined;
  return (names) => {
    if (published !== service.published || remembered.size > mostRemembered) {
      published = service.published;
      remembered.clear();
    }
    const known = remembered.get(names);
    if (known) return known;
    const set = makeSet(service, parseDatasets(names).map(service.published.layer));
    remembered.set(names, set);
    return set;
  };
}

function makeSet({ changes, config, database }: Service, layers: readonly Layer[]): LayerSet {
  const definitions = layers.map(({ definition }) => definition);
  const tracked = layers.every((layer) => layer.tracked);
  const making = `${database.kind} ${config.tileBudgetBytes}`;
  let heard = -1;
  let version: string | undefined;
  return {
    layers,
    get version() {
      if (tracked && heard !== changes.number) {
        version = versionOf(changes, definitions, making);
        heard = changes.number;
      }
      return version;
    },
  };
}

/** The version of each public dataset whose changes are written down: that of its tiles' addresses, where it has any. */
export function datasetVersions({ published, ...service }: Service, find: FindLayers): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  for (const definition of published.definitions) {
    if (!published.isTracked(definition.id)) continue;
    const version = definition.geometry
      ? find(definition.id).version
      : versionOf(service.changes, [definition], service.database.kind);
    if (version !== undefined) versions.set(definition.id, version);
  }
  return versions;
}
