import type { Definition, Localized } from '../datasets/definition.ts';
import { backgroundSubject, subjects } from '../datasets/subjects.ts';
import { drawn, subjectOf } from '../styles/layers.ts';

/** What WMS and WMTS offer as layers: each dataset, and each subject with all its datasets. */

/** A layer of the service: a dataset, or a subject with all its datasets. */
export interface PictureLayer {
  name: string;
  title: Localized;
  abstract: Localized;
  definitions: readonly Definition[];
  /** The whole paper: nobody asks what is at a point of it. Its datasets by themselves can be asked. */
  isPaper: boolean;
}

export interface PictureGroup extends PictureLayer {
  members: readonly PictureLayer[];
}

/** No dataset has a point in its name: a subject is often called as its first dataset. */
export const groupPrefix = 'amne.';
export const paperName = 'bakgrund';
const paperTitle: Localized = { sv: 'Bakgrundskarta', en: 'Background map' };
const paperAbstract: Localized = {
  sv: 'Mark, vatten, vägar, byggnader och namn, i samma utseende som på kartan.',
  en: 'Land, water, streets, buildings and names, as they look on the map.',
};

/** All groups: the subjects in the order of their cards, those of adopted datasets, and the paper last. */
export function groupsOf(definitions: readonly Definition[]): PictureGroup[] {
  const shown = drawn(definitions);
  const known = subjects.map(({ id }) => id);
  const own = shown.map(subjectOf).filter((id) => !known.includes(id) && id !== backgroundSubject);
  return [...known, ...new Set(own), backgroundSubject]
    .map((id) =>
      groupOf(
        id,
        shown.filter((definition) => subjectOf(definition) === id),
      ),
    )
    .filter(({ members }) => members.length > 0);
}

function groupOf(id: string, definitions: readonly Definition[]): PictureGroup {
  const subject = subjects.find((one) => one.id === id);
  const isPaper = id === backgroundSubject;
  const [first] = definitions;
  const title = isPaper ? paperTitle : (subject?.title ?? first?.title ?? { sv: id, en: id });
  // Lists of layers show no tree: two of one name could not be told apart.
  const isTaken = definitions.some((definition) => definition.title.sv === title.sv);
  return {
    name: groupPrefix + (isPaper ? paperName : id),
    title: isTaken ? { sv: `${title.sv}: alla lager`, en: `${title.en}: all layers` } : title,
    abstract: isPaper ? paperAbstract : (subject?.sentence ?? first?.description ?? title),
    definitions,
    isPaper,
    members: definitions.map((definition) => ({
      name: definition.id,
      title: definition.title,
      abstract: definition.description,
      definitions: [definition],
      isPaper: false,
    })),
  };
}
