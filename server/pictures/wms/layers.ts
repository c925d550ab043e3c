import type { Definition, Localized } from '../../datasets/definition.ts';
import { backgroundSubject, subjects } from '../../datasets/subjects.ts';
import { drawn, subjectOf } from '../../styles/layers.ts';
import { fault, missing, short } from './faults.ts';

/** A layer of the service: a dataset, or a subject with all its datasets. */
export interface WmsLayer {
  name: string;
  title: Localized;
  abstract: Localized;
  definitions: readonly Definition[];
  /** The whole paper: nobody asks what is at a point of it. Its datasets by themselves can be asked. */
  isPaper: boolean;
}

export interface WmsGroup extends WmsLayer {
  members: readonly WmsLayer[];
}

/** No dataset has a point in its name: a subject is often called as its first dataset. */
const groupPrefix = 'amne.';
const paperName = 'bakgrund';
const paperTitle: Localized = { sv: 'Bakgrundskarta', en: 'Background map' };
const paperAbstract: Localized = {
  sv: 'Mark, vatten, vägar, byggnader och namn, i samma utseende som på kartan.',
  en: 'Land, water, streets, buildings and names, as they look on the map.',
};

/** More in one request is nobody's map (LayerLimit). */
export const mostLayers = 50;

/** All groups: the subjects in the order of their cards, those of adopted datasets, and the paper last. */
export function groupsOf(definitions: readonly Definition[]): WmsGroup[] {
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

function groupOf(id: string, definitions: readonly Definition[]): WmsGroup {
  const subject = subjects.find((one) => one.id === id);
  const isPaper = id === backgroundSubject;
  const [first] = definitions;
  const title = isPaper ? paperTitle : (subject?.title ?? first?.title ?? { sv: id, en: id });
  return {
    name: groupPrefix + (isPaper ? paperName : id),
    title,
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

/** The layers that a parameter names, in its order. Throws LayerNotDefined. */
export function layersNamed(
  definitions: readonly Definition[],
  names: readonly string[],
  parameter: string,
): WmsLayer[] {
  if (names.length === 0) throw missing(parameter);
  if (names.length > mostLayers) {
    throw fault(
      'InvalidParameterValue',
      parameter,
      `${parameter} har ${names.length} lager, fler än ${mostLayers}.`,
      `${parameter} has ${names.length} layers, more than ${mostLayers}.`,
    );
  }
  const groups = groupsOf(definitions);
  const known = [...groups.flatMap(({ members }) => members), ...groups];
  return names.map((name) => {
    const plain = [paperName, 'paper'].includes(name) ? groupPrefix + paperName : name;
    const found = known.find((layer) => layer.name === name) ?? known.find((layer) => layer.name === plain);
    if (found) return found;
    throw fault(
      'LayerNotDefined',
      parameter,
      `Lagret "${short(name)}" finns inte. De som finns står i GetCapabilities.`,
      `There is no layer "${short(name)}". See GetCapabilities.`,
    );
  });
}
