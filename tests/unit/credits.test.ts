import { expect, it } from 'vitest';
import { credits } from '../../server/styles/credits.ts';
import type { DatasetDescription } from '../../server/styles/describe.ts';

const dataset = (informationsagare: string, licence = 'CC0 1.0: fritt', hasGeometry = true): DatasetDescription => ({
  id: 'x',
  title: 'X',
  description: '',
  subject: 'x',
  informationsagare,
  licence: { title: licence, url: '' },
  source: '',
  updateFrequency: '',
  key: 'id',
  hasGeometry,
  fields: [],
  popup: { title: [], fields: [] },
  measures: [],
  series: [],
  legend: { light: [], dark: [] },
  example: false,
});

it('names an organisation once, whichever of its parts own the data, by licence', () => {
  const datasets = [
    dataset('Mark, Köpings kommun'),
    dataset('Köpings kommun'),
    dataset('Plan, Köpings kommun'),
    dataset('Mark, Köpings kommun'),
    dataset('Länsstyrelsen', 'CC BY 4.0: ange källan'),
    dataset('Ingen karta', 'CC0 1.0: fritt', false),
  ];
  expect(credits({ datasets })).toBe('© Köpings kommun, CC0 1.0 · © Länsstyrelsen, CC BY 4.0');
});
