import type { LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import { signal } from '@preact/signals';
import type { Drawn } from '../capability.ts';

/** What the first page knows of experiments: the rest comes when one is made, or opened by a link. */

export const whatIfRoom = 'tank-om';
export const whatIfButton = 'what-if';

/** What is tried, as the address has it (tried.ts). Undefined: nothing. */
export const triedText = signal<string | undefined>(undefined);

/** How the map shows the differences. Undefined: it does not. */
export const onMap = signal<
  | {
      /** The dataset whose areas have other colours now. */
      dataset: string;
      changed: (layers: readonly LayerSpecification[]) => readonly LayerSpecification[];
      drawn: Drawn;
    }
  | undefined
>(undefined);
