import { describe, expect, it } from 'vitest';
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
