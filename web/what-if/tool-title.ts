import { lang } from '../state/state.ts';

export const toolTitle = () => ({ sv: 'Tänk om', en: 'What if' })[lang.value];
