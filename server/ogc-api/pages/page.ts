import type { Definition, Localized } from '../../datasets/definition.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import { type OtherForm, pageLink, type Visit } from '../../pages/index.ts';
import { type DatasetDescription, describeDatasets } from '../../styles/describe.ts';
import type { Link } from '../links.ts';

/** What every page of the API is given besides its document. */
export interface Asked {
  service: OpenData;
  visit: Visit;
  /** `self` and `alternate` of the resource. */
  links: readonly Link[];
}

const datasets: Localized = { sv: 'Datamängder', en: 'Datasets' };

/** What `/datasets.json` tells of a dataset: its owner, and how its fields are read. */
export function described({ organisations }: OpenData, definition: Definition, { lang }: Visit): DatasetDescription {
  const [dataset] = describeDatasets([definition], organisations, lang).datasets;
  if (!dataset) throw new Error(`${definition.id} has no description`);
  return dataset;
}

/** The pages above those of a dataset. `and`: the dataset itself too. */
export function aboveDataset(visit: Visit, and?: { id: string; title: string }): { title: string; href: string }[] {
  const collections = '/geodata/v1/collections';
  return [
    { title: datasets[visit.lang], href: pageLink(visit, collections) },
    ...(and ? [{ title: and.title, href: pageLink(visit, `${collections}/${and.id}`) }] : []),
  ];
}

const names: Record<string, string> = { 'application/json': 'JSON', 'application/schema+json': 'JSON Schema' };

/** The other forms of the resource, by name. */
export function formsOf(links: readonly Link[]): OtherForm[] {
  return links
    .filter(({ rel }) => rel === 'alternate')
    .map(({ href, type, title }) => ({ href, type, title: names[type ?? ''] ?? title }));
}
