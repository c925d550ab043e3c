import type { AsOf, Localized } from '../datasets/definition.ts';
import type { Filter } from '../filter/index.ts';
import { type Theme, themes } from '../styles/palette.ts';

/** `grey`: as light, without hues. */
export const pictureThemes = [...themes, 'grey'] as const;
export type PictureTheme = (typeof pictureThemes)[number];

/** The theme whose colours are drawn, before what is grey loses its hues. */
export function shadeOf(theme: PictureTheme): Theme {
  return theme === 'grey' ? 'light' : theme;
}

/** What is drawn in a picture. */
export interface Content {
  /** Datasets with geometry, in any order: the definitions say what lies above what. */
  datasets: readonly string[];
  /** The paper below: land, water, streets and names. */
  paper: boolean;
  /** Nothing at all where nothing is drawn, instead of the colour of what lies outside. */
  transparent: boolean;
  theme: PictureTheme;
  lang: keyof Localized;
  /** What has ended is drawn, too. */
  ended: boolean;
  /** Of some datasets only what matches, by dataset; `canonical` is the same for the same condition. */
  filters: ReadonlyMap<string, Filter>;
  /** The measure and year of a forecast. Absent: those that the map opens with. */
  measure?: string | undefined;
  year?: number | undefined;
  /** One feature with a strong outline. */
  chosen?: { dataset: string; key: string } | undefined;
  /** A place with the same outline: GeoJSON of a geometry in degrees, as text. */
  mark?: string | undefined;
  /** Past states of datasets, by dataset. */
  asOf?: ReadonlyMap<string, AsOf> | undefined;
}

/** As bytes: what they are, by media type. */
export const pictureTypes = {
  png: 'image/png',
  png8: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  pdf: 'application/pdf',
  svg: 'image/svg+xml',
} as const;
export type PictureType = keyof typeof pictureTypes;
