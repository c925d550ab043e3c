import { expect, test } from 'vitest';
import { planPlaces, provisionPlaces } from '../../server/publishing/ngp/flatten.ts';
import type { Json } from '../../server/publishing/ngp/place.ts';

/** Writes a column into an object, and gives both what it is then and what is read of it. */
function put(places: typeof planPlaces, column: string, object: Json, value: unknown) {
  const copy = structuredClone(object);
  places[column]?.set(copy, value);
  return { object: copy, read: places[column]?.get(copy) };
}

const link = (lank: string) => ({ namn: 'Dokument', referens: [{ namnrymd: 'urn:x' }, { lank }] });
const decided = (handlings: Json[]) => ({ beslutsinformation: [{ beslutshandling: handlings }] });

test('every column is read as it was written, into nothing and into what is there, and taken away again', () => {
  const cases = { planPlaces, provisionPlaces };
  for (const [name, places] of Object.entries(cases))
    for (const column of Object.keys(places)) {
      const value = column === 'varden' ? ['höjd: högst 9 meter', 'utan kolon'] : '2026-01-02';
      const { object, read } = put(places, column, {}, value);
      expect(read, `${name} ${column}`).toEqual(column === 'varden' ? ['höjd: högst 9 meter', ': utan kolon'] : value);
      const again = put(places, column, object, null);
      expect(again.read, `${name} ${column}`).toBeUndefined();
      expect(JSON.stringify(again.object), `${name} ${column}`).toMatch(/^\{("beslutsinformation":\[\{\}\])?\}$/);
    }
});

test('a document that is two things stays the other one when one of them gets another address', () => {
  const both = { innehall: ['plankarta', 'beslutsprotokoll'], dokument: link('https://example.org/bada.pdf') };
  const object = decided([both, { innehall: ['övrigt'], dokument: link('https://example.org/o.pdf') }]);
  const moved = put(planPlaces, 'plankarta_lank', object, 'https://example.org/ny.pdf');
  expect(moved.read).toBe('https://example.org/ny.pdf');
  expect(planPlaces.beslutsprotokoll_lank?.get(moved.object)).toBe('https://example.org/bada.pdf');
  const gone = put(planPlaces, 'plankarta_lank', object, null);
  expect([gone.read, planPlaces.beslutsprotokoll_lank?.get(gone.object)]).toEqual([
    undefined,
    'https://example.org/bada.pdf',
  ]);
});

test('another address leaves the rest of the document; none leaves what else it refers to', () => {
  const object = decided([
    { innehall: ['plankarta'], dokument: { ...link('https://example.org/a.pdf'), kortnamn: 'K' } },
  ]);
  expect(put(planPlaces, 'plankarta_lank', object, 'https://example.org/b.pdf').object).toEqual(
    decided([{ innehall: ['plankarta'], dokument: { ...link('https://example.org/b.pdf'), kortnamn: 'K' } }]),
  );
  expect(put(planPlaces, 'plankarta_lank', object, null).object).toEqual(
    decided([
      { innehall: ['plankarta'], dokument: { namn: 'Dokument', kortnamn: 'K', referens: [{ namnrymd: 'urn:x' }] } },
    ]),
  );
});

test('the decision is the one that made the plan, and the last date that of the whole', () => {
  const decisions = [
    { beslutstyp: 'antagande av ny detaljplan', datumLagakraft: ['2025-01-01', '2026-01-01'] },
    { beslutstyp: 'antagande om ändring', datumLagakraft: ['2027-01-01'] },
  ];
  const later = put(planPlaces, 'datum_laga_kraft', { beslutsinformation: decisions }, '2026-05-05');
  const [first, second] = decisions;
  expect(later.object).toEqual({
    beslutsinformation: [{ ...first, datumLagakraft: ['2025-01-01', '2026-05-05'] }, second],
  });
  const earlier = put(planPlaces, 'datum_laga_kraft', { beslutsinformation: decisions }, '2024-01-01');
  expect(earlier.read).toBe('2024-01-01');
});

test('a value whose text is as it was keeps all that it says; another is read from its text', () => {
  const exact = { datatyp: 'decimaltal', variabelvarde: '5', beskrivning: 'höjd', vardetyp: 'exakt', enhet: 'meter' };
  const { object, read } = put(provisionPlaces, 'varden', { bestammelsevarde: [exact] }, [
    'höjd: 5 meter',
    'takvinkel: minst 20 grader',
    'material: trä: målat',
  ]);
  expect(read).toEqual(['höjd: 5 meter', 'takvinkel: minst 20 grader', 'material: trä: målat']);
  expect(object.bestammelsevarde).toEqual([
    exact,
    { datatyp: 'decimaltal', variabelvarde: '20', beskrivning: 'takvinkel', vardetyp: 'min', enhet: 'grader' },
    { datatyp: 'text', variabelvarde: 'trä: målat', beskrivning: 'material' },
  ]);
});
