import type { Code } from './fields.ts';

/**
 * What the municipality keeps places for. Premises, projects and rates speak of the same services: one more is a line here
 * and a column of each table of premises that has places for it.
 */
export const services: readonly Code[] = [
  ['forskola', 'Förskola', 'Preschool'],
  ['f3', 'Grundskola F–3', 'Primary school, years F–3'],
  ['ak46', 'Grundskola 4–6', 'Primary school, years 4–6'],
  ['ak79', 'Grundskola 7–9', 'Lower secondary school, years 7–9'],
  ['gymnasium', 'Gymnasium', 'Upper secondary school'],
  ['aldreboende', 'Äldreboende', 'Care home'],
  ['lss', 'LSS-boende', 'Supported housing (LSS)'],
];
