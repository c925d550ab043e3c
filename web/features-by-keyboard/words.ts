import { computed } from '@preact/signals';
import { lang } from '../state/state.ts';

const sv = {
  title: 'Det som kartan visar, ett i taget',
  keys: 'Piltangenterna går till det närmaste åt det hållet, Enter öppnar det, plus och minus zoomar.',
  nothingThere: 'Inget mer åt det hållet i kartbilden.',
};

const en: typeof sv = {
  title: 'What the map shows, one at a time',
  keys: 'The arrow keys go to the nearest in that direction, Enter opens it, plus and minus zoom.',
  nothingThere: 'Nothing more in that direction in view.',
};

export const walkWords = computed(() => ({ sv, en })[lang.value]);
