import { seriesTotals } from '../../../catalogue/series.ts';
import { versionOf } from '../../../changes/versions.ts';
import { type Definition, licences } from '../../../datasets/definition.ts';
import { organisationName } from '../../../datasets/organisations.ts';
import { keptUntilChanged } from '../../../open-data/kept.ts';
import { openingYear } from '../../../styles/measures.ts';
import { licenceTitles } from '../../../styles/terms.ts';
import { setLegend, sizeOf, usualLegend } from '../../drawing/legend.ts';
import { groupsOf, type PictureGroup, type PictureLayer } from '../../groups.ts';
import { type Look, looksOf } from '../../looks.ts';
import type { Asked } from '../asked.ts';
import { legendItems } from '../legend-graphic.ts';
import { hasYears } from '../wanted.ts';
import { type Degrees, degreesOf, type Extent, extentsOf, unionOf } from './extents.ts';
import { type Scales, scalesOf } from './zooms.ts';

/** What capabilities tell of a layer, in one language. */
export interface TellableLayer {
  name: string | undefined;
  title: string;
  abstract: string;
  keywords: string[];
  queryable: boolean;
  extent: Extent | undefined;
  years: { all: readonly number[]; opening: number } | undefined;
  attribution: { title: string; url: string } | undefined;
  /** Of its dataset, where it is one. */
  collection: string | undefined;
  styles: TellableStyle[];
  scales: Scales;
  members: TellableLayer[];
}

export interface TellableStyle {
  name: string;
  title: string;
  legend: { width: number; height: number } | undefined;
}

const keptYears = keptUntilChanged<readonly number[]>(50);

/** All layers under one without a name, which says what holds for all. */
export async function layerTree(asked: Asked): Promise<TellableLayer> {
  const { service, lang } = asked;
  const { definitions } = service.published;
  const groups = groupsOf(definitions);
  const degrees = new Map<Definition, Degrees | undefined>();
  for (const definition of groups.flatMap((group) => group.definitions)) {
    degrees.set(definition, await degreesOf(service, definition));
  }
  const placeOf = (of: readonly Definition[]) => unionOf(of.map((definition) => degrees.get(definition)));
  const everywhere = placeOf(groups.flatMap((group) => group.definitions)) ?? around(service.config.mapView.center);
  const nodes = groups.flatMap((group) => [group, ...group.members]);
  const places = nodes.map((node) => placeOf(node.definitions) ?? everywhere);
  const [whole, ...extents] = await extentsOf(service, [everywhere, ...places]);
  const told = async (node: PictureLayer, members: TellableLayer[]): Promise<TellableLayer> => {
    const isGroup = members.length > 0;
    return {
      name: node.name,
      title: node.title[lang],
      abstract: node.abstract[lang],
      keywords: isGroup ? [] : node.definitions.flatMap(({ keywords = [] }) => keywords.map((word) => word[lang])),
      queryable: !node.isPaper,
      extent: extents[nodes.indexOf(node)],
      years: await yearsOf(asked, node.definitions),
      attribution: isGroup ? undefined : attributionOf(asked, node.definitions),
      collection: isGroup ? undefined : node.name,
      styles: await stylesOf(asked, node),
      scales: scalesOf(node.definitions, definitions),
      members,
    };
  };
  const tellGroup = async (group: PictureGroup) => {
    const members: TellableLayer[] = [];
    for (const member of group.members) members.push(await told(member, []));
    return told(group, members);
  };
  const all: TellableLayer[] = [];
  for (const group of groups) all.push(await tellGroup(group));
  return { ...rootWords[lang], ...root, extent: whole, members: all };
}

const rootWords = {
  sv: { title: 'Öppna geodata', abstract: 'Alla lager, i grupper efter ämne.' },
  en: { title: 'Open geodata', abstract: 'All layers, in groups by subject.' },
} as const;

const root = {
  name: undefined,
  keywords: [],
  queryable: false,
  years: undefined,
  attribution: undefined,
  collection: undefined,
  styles: [],
  scales: { min: undefined, max: undefined },
};

/** Where nothing has been published yet: about where the map opens. */
function around([longitude, latitude]: readonly [number, number]): Degrees {
  return [longitude - 0.5, latitude - 0.25, longitude + 0.5, latitude + 0.25];
}

async function yearsOf({ service }: Asked, definitions: readonly Definition[]): Promise<TellableLayer['years']> {
  const definition = definitions.find(hasYears);
  if (!definition) return undefined;
  const all = await keptYears(
    service,
    definition,
    'wms years',
    async () => (await seriesTotals(service, definition)).years,
  );
  const opening = openingYear(all, new Date().getFullYear());
  return opening === undefined ? undefined : { all, opening };
}

function attributionOf({ service, lang }: Asked, [definition]: readonly Definition[]): TellableLayer['attribution'] {
  if (!definition) return undefined;
  const { informationsagare, licence, source } = definition;
  const owner = organisationName(service.organisations, informationsagare);
  return { title: `${owner}. ${source[lang]}. ${licenceTitles[licence][lang]}`, url: licences[licence] };
}

async function stylesOf(asked: Asked, layer: PictureLayer): Promise<TellableStyle[]> {
  const told: TellableStyle[] = [];
  for (const look of looksOf(layer.definitions)) {
    told.push({ name: look.name, title: look.title[asked.lang], legend: await legendSize(asked, layer, look) });
  }
  return told;
}

const keptSizes = new Map<string, TellableStyle['legend']>();
const mostKept = 1_000;

/** All themes of a measure say the same in the same size. Measuring letters takes time: kept until the data are others. */
async function legendSize(asked: Asked, layer: PictureLayer, look: Look): Promise<TellableStyle['legend']> {
  const { service, lang } = asked;
  const version = versionOf(service.changes, layer.definitions, String(new Date().getFullYear()));
  const key = JSON.stringify([version, layer.name, look.measure, lang]);
  if (keptSizes.has(key)) return keptSizes.get(key);
  const items = await legendItems(asked, layer, { ...look, theme: 'light' });
  const [width, height] = sizeOf(setLegend(items ?? [], { ...usualLegend, colour: '#000000', grey: false }));
  const size = items && { width, height };
  keptSizes.set(key, size);
  for (const old of keptSizes.keys()) if (keptSizes.size > mostKept) keptSizes.delete(old);
  return size;
}
