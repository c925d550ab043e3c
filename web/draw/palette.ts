import type { Theme } from '../../server/styles/palette.ts';
import type { Colour } from './drawing.ts';

/** Colours of drawings on light and dark maps: told apart by the colour-blind, and from the subjects by their white rim. */
export const palette: Record<Theme, Record<Colour | 'rim', string>> = {
  light: { blue: '#1257b0', red: '#c2330f', green: '#23743a', purple: '#8a1f7e', ink: '#26241f', rim: '#fffdf7' },
  dark: { blue: '#8ab8ff', red: '#ff9c7a', green: '#7fd49a', purple: '#e79be0', ink: '#f1ede4', rim: '#101114' },
};
