import { signal } from '@preact/signals';

/** What somebody tries with the forecast, for all that shows its numbers. It is never the official one. */
export interface Experiment {
  /** The dataset with the forecast, and which of it: version, scenario, division, edition by field. */
  forecast: string;
  assumed: Readonly<Record<string, string | number>>;
  /** Codes. */
  areas: readonly string[];
  years: readonly number[];
  /** By year: how many more (less than 0: fewer) there are than in the forecast. */
  difference: (of: ExperimentPart) => number[];
}

export interface ExperimentPart {
  /** A code of an area. Absent: all together. */
  area?: string;
  sex?: string;
  /** Years of age, both included. Absent: all ages from, or up to, there. */
  from?: number;
  to?: number;
}

/** Another room colours the areas of the forecast meanwhile: the experiment shows in its colours, not in its own. */
export const areasTaken = signal(false);

/** Undefined while nothing is tried. */
export const experiment = signal<Experiment | undefined>(undefined);
