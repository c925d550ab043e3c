import type { Definition, Localized } from '../datasets/definition.ts';
import { type PictureTheme, pictureThemes } from './content.ts';

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
export function looksOf(definitions: readonly Definition[]): Look[] {
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
