import { describe, expect, it } from 'vitest';
import { hereQuery, type Question, readAsked, writeAsked } from '../../web/state/asked.ts';
import { pictureAddress, readUrl, type UrlState, writeUrl } from '../../web/state/url.ts';

const whole: UrlState = {
  lang: 'en',
  subjects: ['detaljplaner', 'befolkningsprognos'],
  measure: 'tathet',
  year: 2034,
  chosen: { dataset: 'prognosomraden', key: 'regso-2025/0381 R001&x=1' },
  place: { zoom: 12.5, latitude: 59.636, longitude: 17.078 },
  ended: true,
  filters: { detaljplaner: "status = 'samråd' AND namn LIKE 'Å%'" },
  room: 'lista',
  parts: { utskrift: 'A3,staende,1250,17.078,59.636,3010,rutnat' },
};

function read(text: string): UrlState {
  return readUrl(new URL(text, 'https://karta.example/'));
}

describe('the address of the page', () => {
  it('comes back as it was written, also with a key that holds signs of the address itself', () => {
    expect(read(writeUrl(whole))).toEqual(whole);
  });

  it('is that of a picture when its place is a parameter', () => {
    const look = { width: 600, height: 400, dark: true };
    const picture = new URL(pictureAddress('@2x.png', whole, look), 'https://karta.example/');
    expect(picture.pathname).toBe('/karta@2x.png');
    const { searchParams: query } = picture;
    expect([query.get('storlek'), query.get('tema')]).toEqual(['600x400', 'dark']);
    expect(read(`/?${query}#${query.get('plats')}`)).toMatchObject({ ...whole, room: undefined, parts: {} });
    const nothing = { ...read('/'), place: undefined };
    expect(pictureAddress('.pdf', nothing, { ...look, dark: false })).toBe('/karta.pdf?storlek=600x400');
  });

  it('tells nothing switched on from nothing said', () => {
    expect(read('/?lager=').subjects).toEqual([]);
    expect(read('/').subjects).toBeUndefined();
  });

  it('leaves out what it does not understand', () => {
    expect(read('/?lang=de&ar=snart&valt=utan-snedstreck#hit/och/dit')).toEqual({
      lang: undefined,
      subjects: undefined,
      measure: undefined,
      year: undefined,
      chosen: undefined,
      place: undefined,
      ended: false,
      filters: {},
      room: undefined,
      parts: {},
    });
  });
});

it('a place or an area that is asked about is the same after the address; what is neither asks nothing', () => {
  const place: Question = { kind: 'point', point: [17.078, 59.636], within: 7 };
  expect(writeAsked(place)).toBe('17.078,59.636,7');
  expect(readAsked('17.078,59.636,7')).toEqual(place);
  expect(readAsked('17.078,59.636')).toEqual({ ...place, within: 0 });
  const area: Question = {
    kind: 'area',
    corners: [
      [17.07, 59.63],
      [17.08, 59.63],
      [17.08, 59.64],
    ],
  };
  expect(readAsked(writeAsked(area))).toEqual(area);
  expect(JSON.parse(hereQuery(area).get('yta') ?? '').coordinates[0]).toHaveLength(4);
  for (const text of [undefined, '', '17', 'hej,du', '17.07,59.63,17.08,59.63', '17.07,59.63,17.08,59.63,17.1']) {
    expect(readAsked(text), String(text)).toBeUndefined();
  }
  // Too many corners for an address: it is asked all the same.
  const corners = Array.from({ length: 500 }, (_, index): [number, number] => [17 + index / 1e4, 59]);
  expect(writeAsked({ kind: 'area', corners })).toBeUndefined();
});
