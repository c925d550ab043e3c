import { type ColourName, palettes, type Theme } from '../styles/palette.ts';
import type { Chart } from './chart.ts';

/** Hues that differ in lightness too, for those who do not see them apart and for grey printers. */
const hues: readonly ColourName[] = ['count', 'rise-3', 'own-1', 'project', 'own-2', 'own-5', 'own-4', 'own-6'];
const ramp: readonly ColourName[] = ['ramp-2', 'ramp-3', 'ramp-4', 'ramp-5'];

export interface ChartColours {
  text: string;
  soft: string;
  line: string;
  paper: string;
  series: readonly string[];
}

export function coloursOf({ theme, series, inOrder }: Pick<Chart, 'theme' | 'series' | 'inOrder'>): ChartColours {
  const palette = palettes[theme];
  return {
    text: palette.text,
    soft: palette['text-soft'],
    line: palette['street-edge'],
    paper: paperOf(theme),
    series: series.map((_one, index) =>
      inOrder ? alongRamp(index, series.length, theme) : palette[hues[index % hues.length] ?? 'count'],
    ),
  };
}

export function paperOf(theme: Theme): string {
  return theme === 'dark' ? palettes.dark.halo : '#ffffff';
}

/** Of so many, from pale to dark (dark to pale on dark paper), mixed between those of the map's ramp. */
function alongRamp(index: number, count: number, theme: Theme): string {
  const at = count < 2 ? ramp.length - 1 : (index / (count - 1)) * (ramp.length - 1);
  const [below, above] = [Math.floor(at), Math.ceil(at)].map((step) =>
    channels(palettes[theme][ramp[step] ?? 'count']),
  );
  const mixed = (below ?? []).map((value, channel) =>
    Math.round(value + ((above?.[channel] ?? value) - value) * (at % 1)),
  );
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((from) => Number.parseInt(colour.slice(from, from + 2), 16));
}
