import type { Capability } from '../capability.ts';
import { isNarrow } from '../panel/sheet-height.ts';
import { markDrawn } from './mark-drawn.ts';
import { SearchField } from './SearchField.tsx';

/** At the top of the panel; over the map where the panel is a sheet that may be low. */
export const search: Capability = {
  id: 'search',
  above: () => (isNarrow.value ? null : <SearchField />),
  over: () => (isNarrow.value ? <SearchField /> : null),
  drawn: markDrawn,
};
