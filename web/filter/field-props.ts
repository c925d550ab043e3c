import type { DatasetDescription } from '../../server/styles/describe.ts';
import type { Condition } from './conditions.ts';
import type { Facet } from './facets.ts';

/** What every way to choose by a field is given. */
export interface FieldProps<F extends Facet = Facet> {
  dataset: DatasetDescription;
  facet: F;
  condition: Condition | undefined;
  choose: (condition: Condition | undefined) => void;
}
