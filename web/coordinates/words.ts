import { computed } from '@preact/signals';
import { lang } from '../state/state.ts';

const sv = {
  system: 'Koordinatsystem',
  systems: { 3006: 'SWEREF 99 TM', 3010: 'SWEREF 99 16 30', 4326: 'WGS 84' },
  east: 'Ö',
  scale: 'Kartans skala, 1:',
  badScale: 'Skriv skalan som ett heltal från 50, till exempel 5000.',
};

const en: typeof sv = {
  ...sv,
  system: 'Coordinate system',
  east: 'E',
  scale: 'The map’s scale, 1:',
  badScale: 'Write the scale as a whole number from 50, such as 5000.',
};

export const placeWords = computed(() => ({ sv, en })[lang.value]);
