import type { Definition, Localized } from '../../datasets/definition.ts';
import { backgroundSubject, subjects } from '../../datasets/subjects.ts';
import { drawn, subjectOf, visibleAtStart } from '../../styles/layers.ts';
import { type Content, type PictureTheme, pictureThemes } from '../content.ts';

/** A layer of the service. */
export interface WmtsLayer {
  name: string;
  title: Localized;
  abstract: Localized;
  definitions: readonly Definition[];
  /** On paper: nothing shines through. */
  paper: boolean;
}

/** As WMS calls them: a subject is often called as its first dataset, and no dataset has a point in its name. */
const subjectPrefix = 'amne.';

export const wholeMap: Pick<WmtsLayer, 'name' | 'title' | 'abstract'> = {
  name: 'karta',
  title: { sv: 'Kartan', en: 'The map' },
  abstract: { sv: 'Allt som kartan öppnar med, på papper.', en: 'All that the map opens with, on paper.' },
};
const paper: typeof wholeMap = {
  name: `${subjectPrefix}bakgrund`,
  title: { sv: 'Bakgrundskarta', en: 'Background map' },
  abstract: {
    sv: 'Mark, vatten, vägar, byggnader och namn, i samma utseende som på kartan.',
    en: 'Land, water, streets, buildings and names, as they look on the map.',
  },
};

/** The whole map, the paper, the subjects in the order of their cards, then the datasets. */
export function layersOf(definitions: readonly Definition[]): WmtsLayer[] {
  const all = drawn(definitions);
  const isBackground = (definition: Definition) => subjectOf(definition) === backgroundSubject;
  const shown = all.filter((definition) => !isBackground(definition));
  const below = all.filter(isBackground);
  const ids = [...new Set([...subjects.map(({ id }) => id), ...shown.map(subjectOf)])];
  return [
    { ...wholeMap, definitions: [...shown.filter(visibleAtStart), ...below], paper: true },
    ...(below.length > 0 ? [{ ...paper, definitions: below, paper: true }] : []),
    ...ids.flatMap((id) => subjectLayer(id, shown)),
    ...all.map(({ id, title, description, ...rest }) => ({
      name: id,
      title,
      abstract: description,
      definitions: [{ id, title, description, ...rest }],
      paper: false,
    })),
  ];
}

function subjectLayer(id: string, shown: readonly Definition[]): WmtsLayer[] {
  const own = shown.filter((definition) => subjectOf(definition) === id);
  const [first] = own;
  if (!first) return [];
  const subject = subjects.find((one) => one.id === id);
  return [
    {
      name: subjectPrefix + id,
      title: subject?.title ?? first.title,
      abstract: subject?.sentence ?? first.description,
      definitions: own,
      paper: false,
    },
  ];
}

/** A style of a layer: a theme, and of a forecast the measure. */
export interface Look {
  name: string;
  title: Localized;
  theme: PictureTheme;
  measure: string | undefined;
}

const themeTitles: Record<PictureTheme, Localized> = {
  light: { sv: 'Ljus', en: 'Light' },
  dark: { sv: 'Mörk', en: 'Dark' },
  grey: { sv: 'Grå', en: 'Grey' },
};

/** The default first: `light`, `dark`, `grey`, and each with a measure, `light.antal`. */
export function looksOf({ definitions, paper }: WmtsLayer): Look[] {
  const measures = paper ? [] : definitions.flatMap(({ map }) => map?.measures ?? []);
  return [undefined, ...measures].flatMap((measure) =>
    pictureThemes.map((theme) => ({
      name: measure ? `${theme}.${measure.id}` : theme,
      title: {
        sv: [measure?.title.sv, themeTitles[theme].sv].filter(Boolean).join(', '),
        en: [measure?.title.en, themeTitles[theme].en].filter(Boolean).join(', '),
      },
      theme,
      measure: measure?.id,
    })),
  );
}

/** What a tile of the layer draws, but for filters and the year. */
export function contentOf(layer: WmtsLayer, look: Look, lang: Content['lang']): Content {
  const { definitions, paper } = layer;
  return {
    datasets: definitions.filter((one) => !paper || subjectOf(one) !== backgroundSubject).map(({ id }) => id),
    paper,
    transparent: !paper,
    theme: look.theme,
    measure: look.measure,
    lang,
    ended: false,
    filters: new Map(),
  };
}
