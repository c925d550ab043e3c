import type { Check } from '../datasets/checks.ts';
import type { Localized } from '../datasets/definition.ts';

/** A row that breaks a rule. */
export interface Fault {
  dataset: string;
  /** Id of the check: unique within the dataset. */
  check: string;
  rule?: string;
  severity: 'error' | 'warning';
  /** The row's key, as text, and what people call it. */
  key: string;
  name: string;
  field: string | null;
  value: string | null;
  /** The row that it does not go with. */
  other?: { key: string; name: string };
  /** How much: square metres, metres. More is worse. */
  measure: number | null;
  /** Easting, northing in EPSG:3006. */
  at?: readonly [easting: number, northing: number];
  reason: Localized;
  remedy: Localized | null;
}

/** A rule and how many rows break it. */
export interface Told {
  check: Pick<Check, 'id' | 'rule' | 'title' | 'remedy'>;
  /** Of the worst that there is; absent: nothing breaks it. */
  severity?: Fault['severity'];
  /** All of them, also those that `faults` has no room for. */
  count: number;
  faults: readonly Fault[];
}
