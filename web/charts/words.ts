import { lang } from '../state/state.ts';

const sv = {
  take: 'Ta med diagrammet',
  picture: 'Bild (PNG)',
  drawing: 'Teckning (SVG)',
};

const en: typeof sv = {
  take: 'Take the chart',
  picture: 'Picture (PNG)',
  drawing: 'Drawing (SVG)',
};

export const chartPartWords = () => ({ sv, en })[lang.value];
