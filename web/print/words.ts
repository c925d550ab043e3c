import { computed } from '@preact/signals';
import { lang } from '../state/state.ts';

/** The texts of the print mode in both languages. */

const sv = {
  open: 'Skriv ut',
  title: 'Skriv ut',
  paper: 'Papper',
  direction: 'Riktning',
  liggande: 'Liggande',
  staende: 'Stående',
  scale: 'Skala 1:',
  badScale: 'Skalan ska vara ett heltal från 50 till 500 000.',
  system: 'Koordinatsystem',
  systems: { 3006: 'SWEREF 99 TM', 3010: 'SWEREF 99 16 30' },
  grid: 'Rutnät med koordinater',
  heading: 'Rubrik',
  text: 'Egen text',
  preview: 'Så blir det',
  previewOf: 'Förhandsvisning: {sheet}',
  drawing: 'Ritar …',
  refused: 'Arket går inte att göra.',
  away: 'Servern svarar inte. Försök igen om en stund.',
  pdf: 'Hämta PDF',
  png: 'Hämta bild (PNG, {dpi} dpi)',
  frame: 'Ramen visar vad som kommer med: {sheet}',
  keys: 'Flytta ramen med piltangenterna, ändra skala med plus och minus, vänd papperet med R, lämna med Escape.',
  hint: 'Dra ramen på kartan, eller välj den med tabb och använd pilarna, plus, minus och R.',
};

const en: typeof sv = {
  open: 'Print',
  title: 'Print',
  paper: 'Paper',
  direction: 'Orientation',
  liggande: 'Landscape',
  staende: 'Portrait',
  scale: 'Scale 1:',
  badScale: 'The scale must be a whole number from 50 to 500,000.',
  system: 'Coordinate system',
  systems: { 3006: 'SWEREF 99 TM', 3010: 'SWEREF 99 16 30' },
  grid: 'Grid with coordinates',
  heading: 'Title',
  text: 'Text of your own',
  preview: 'What it will be',
  previewOf: 'Preview: {sheet}',
  drawing: 'Drawing …',
  refused: 'The sheet cannot be made.',
  away: 'The server does not answer. Try again in a while.',
  pdf: 'Get PDF',
  png: 'Get image (PNG, {dpi} dpi)',
  frame: 'The frame shows what will be on the paper: {sheet}',
  keys: 'Move the frame with the arrow keys, change the scale with plus and minus, turn the paper with R, leave with Escape.',
  hint: 'Drag the frame on the map, or reach it with Tab and use the arrows, plus, minus and R.',
};

export const printWords = computed(() => ({ sv, en })[lang.value]);
