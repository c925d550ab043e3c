import { computed } from '@preact/signals';
import { lang } from '../state/state.ts';

/** On the button, which is there before the room's words are. */
export const needTitle = computed(() => ({ sv: 'Platser', en: 'Places' })[lang.value]);
