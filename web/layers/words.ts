import { computed } from '@preact/signals';
import { lang } from '../state/state.ts';

const sv = {
  title: 'Synlighet och ordning',
  visibility: 'Så mycket syns',
  up: 'Flytta uppåt',
  down: 'Flytta nedåt',
};

const en: typeof sv = {
  title: 'Visibility and order',
  visibility: 'So much is seen',
  up: 'Move up',
  down: 'Move down',
};

export const layerWords = computed(() => ({ sv, en })[lang.value]);
