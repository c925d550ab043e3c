import { crs84, parseWanted, readFeature } from '../../features/index.ts';
import { documents, featureShape } from '../../formats/index.ts';
import type { Language } from '../../http/language.ts';
import { Problem } from '../../http/problems.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import { describeDatasets } from '../../styles/describe.ts';
import { nameOf } from '../../styles/feature-name.ts';
import { chosenAsked, contentAsked } from './asked.ts';
import { layersParameter, shownParameters } from './parameters.ts';

const [geojson] = documents;

/** What an address of the map shows, for those who do not run it. */
export interface ShownOnMap {
  /** What a picture of the same is asked for with. */
  query: URLSearchParams;
  /** Of what is shown in particular: the chosen feature and its dataset, or the subjects of the address. */
  names: string[];
}

/** Reads an address of the map as the map does: what it does not understand, or what is not there, is left out. */
export async function shownOnMap(service: OpenData, query: URLSearchParams, lang: Language): Promise<ShownOnMap> {
  const known = new URLSearchParams();
  for (const { name } of shownParameters(service.published.definitions)) {
    const value = query.get(name);
    if (value !== null && isUnderstood(service, new URLSearchParams({ [name]: value }), lang)) known.set(name, value);
  }
  const chosen = chosenAsked(known);
  const name = chosen && (await nameOfFeature(service, chosen, lang));
  if (!name) known.delete('valt');
  known.set('lang', lang);
  return { query: known, names: name ?? namesOfSubjects(service, known, lang) };
}

function isUnderstood(service: OpenData, one: URLSearchParams, lang: Language): boolean {
  try {
    chosenAsked(one);
    contentAsked(service, one, lang);
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

function namesOfSubjects({ published, organisations }: OpenData, query: URLSearchParams, lang: Language): string[] {
  const asked = (query.get(layersParameter.name) ?? '').split(',');
  const { subjects, datasets } = describeDatasets(published.definitions, organisations, lang);
  const names = [...subjects, ...datasets].filter(({ id }) => asked.includes(id)).map(({ title }) => title);
  return names.length > 0 ? [[...new Set(names)].join(', ')] : [];
}

/** The feature's name and that of its dataset. Undefined: there is no such public feature. */
async function nameOfFeature(
  { database, published, organisations }: OpenData,
  { dataset: id, key }: { dataset: string; key: string },
  lang: Language,
): Promise<string[] | undefined> {
  const definition = published.definitions.find((one) => one.id === id && one.geometry);
  const [dataset] = definition ? describeDatasets([definition], organisations, lang).datasets : [];
  if (!definition || !dataset) return undefined;
  const { title } = dataset.popup;
  const query = new URLSearchParams(title.length > 0 ? { properties: title.join() } : {});
  const wanted = parseWanted(definition, query, crs84);
  const encoder = await geojson.encoder({ database, published, wanted, lang, axes: 'authority' });
  const row = await readFeature(database, published, wanted, encoder.shape, key);
  if (!row || !encoder.alone) return undefined;
  const feature = featureShape.parse(JSON.parse(String(encoder.alone(row, { links: [] }))));
  return [nameOf(dataset.fields, title, feature, { lang }), dataset.title];
}
