import { wholeNumber } from '../../http/parameters.ts';
import { documentParameters } from '../parameters.ts';
import { html, json } from '../representations.ts';

/** Findings of each rule that are told; all are counted. */
export const mostOfEach = 1_000;

export const limit = wholeNumber(
  { least: 1, most: 1_000, otherwise: 100, clamped: true },
  {
    name: 'limit',
    about: { sv: 'Så många på en sida, högst 1 000.', en: 'So many on a page, 1,000 at most.' },
    example: 100,
  },
);
export const offset = wholeNumber(
  { least: 0, most: 1_000_000, otherwise: 0 },
  { name: 'offset', about: { sv: 'Så många hoppas över först.', en: 'So many are passed over first.' }, example: 0 },
);
export const qualityParameters = [limit, offset, ...documentParameters([json, html])] as const;
