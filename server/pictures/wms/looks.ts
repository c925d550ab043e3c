import type { Definition, Localized } from '../../datasets/definition.ts';
import { type PictureTheme, pictureThemes } from '../content.ts';
import { fault, short } from './faults.ts';
import type { WmsLayer } from './layers.ts';

/** A style of a layer: a theme, and for a forecast the measure. */
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

/** The styles of a layer, the default first: `light`, `dark`, `grey`, and each with a measure, `light.antal`. */
export function looksOf({ definitions }: WmsLayer): Look[] {
  const measures = definitions.flatMap(measuresOf);
  return [
    ...pictureThemes.map((theme) => ({ name: theme, title: themeTitles[theme], theme, measure: undefined })),
    ...measures.flatMap(({ id, title }) =>
      pictureThemes.map((theme) => ({
        name: `${theme}.${id}`,
        title: {
          sv: `${title.sv}, ${themeTitles[theme].sv.toLowerCase()}`,
          en: `${title.en}, ${themeTitles[theme].en.toLowerCase()}`,
        },
        theme,
        measure: id,
      })),
    ),
  ];
}

function measuresOf({ map }: Definition) {
  return map?.measures ?? [];
}

/** An empty name, or `default` as GeoServer's clients say, is the first style. Throws StyleNotDefined. */
export function lookNamed(layer: WmsLayer, name: string, parameter: string): Look {
  const looks = looksOf(layer);
  const found = looks.find((look) => look.name === (name === '' || name === 'default' ? 'light' : name));
  if (found) return found;
  const known = looks.map((look) => look.name).join(', ');
  throw fault(
    'StyleNotDefined',
    parameter,
    `${layer.name} har ingen stil "${short(name)}". De som finns: ${known}.`,
    `${layer.name} has no style "${short(name)}". Known: ${known}.`,
  );
}

/** One look for a whole picture. Throws StyleNotDefined for a list that is not one a layer, or that wants several at once. */
export function lookOfAll(layers: readonly WmsLayer[], styles: readonly string[]): Pick<Look, 'theme' | 'measure'> {
  if (styles.length > 0 && styles.length !== layers.length) {
    throw fault(
      'StyleNotDefined',
      'STYLES',
      `STYLES har ${styles.length} namn och LAYERS ${layers.length}: ett för varje lager, eller inget alls.`,
      `STYLES has ${styles.length} names and LAYERS ${layers.length}: one for each layer, or none at all.`,
    );
  }
  const looks = layers.map((layer, index) => lookNamed(layer, styles[index] ?? '', 'STYLES'));
  const [first = { theme: 'light' as const, measure: undefined }] = looks;
  const measures = new Set(looks.flatMap(({ measure }) => measure ?? []));
  if (looks.some(({ theme }) => theme !== first.theme) || measures.size > 1) {
    throw fault(
      'StyleNotDefined',
      'STYLES',
      'Alla lager i en bild har samma stil: ljus, mörk eller grå, och samma mått.',
      'All layers of a picture have one style: light, dark or grey, and one measure.',
    );
  }
  return { theme: first.theme, measure: [...measures][0] };
}
