import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { addressServices } from '../../server/search/geocoders/index.ts';

/** What was asked, and what is answered, by path. */
const asked: { url: string; body: string; authorization: string | undefined }[] = [];
let answers: Record<string, unknown> = {};
let server: Server;
let base = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      asked.push({ url: request.url ?? '', body, authorization: request.headers.authorization });
      const path = new URL(request.url ?? '', 'http://here').pathname;
      response.end(typeof answers[path] === 'string' ? answers[path] : JSON.stringify(answers[path]));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});
afterAll(() => server.close());

const question = { text: 'Västra Ringgatan 12', near: [17.078, 59.636], lang: 'sv', limit: 5 } as const;

function ask(setting: string, more: Record<string, string> = {}) {
  asked.length = 0;
  return addressServices(readConfig({ GEOCODERS: setting, ...more }))(question);
}

describe('services for addresses', () => {
  it('Photon', async () => {
    answers = {
      '/api': {
        type: 'FeatureCollection',
        features: [
          {
            geometry: { type: 'Point', coordinates: [17.07, 59.63] },
            properties: { street: 'Västra Ringgatan', housenumber: '12', postcode: '74532', city: 'Enköping' },
          },
          {
            geometry: { type: 'Point', coordinates: [17.08, 59.64] },
            properties: { name: 'Stadshuset', city: 'Enköping' },
          },
        ],
      },
    };
    expect(await ask(`photon=${base}/`)).toEqual({
      found: [
        { title: 'Västra Ringgatan 12', subtitle: '74532 Enköping', point: [17.07, 59.63] },
        { title: 'Stadshuset', subtitle: 'Enköping', point: [17.08, 59.64] },
      ],
      failed: [],
    });
    expect(asked[0]?.url).toBe('/api?q=V%C3%A4stra+Ringgatan+12&lon=17.078&lat=59.636&limit=5');
  });

  it('Nominatim, whose house numbers come first', async () => {
    answers = {
      '/search': [
        { display_name: '12, Västra Ringgatan, Enköping, Sverige', name: '', lat: '59.63', lon: '17.07' },
        { display_name: 'Enköping, Uppsala län, Sverige', name: 'Enköping', lat: '59.64', lon: '17.08' },
      ],
    };
    expect((await ask(`nominatim=${base}`)).found).toEqual([
      { title: 'Västra Ringgatan 12', subtitle: 'Enköping, Sverige', point: [17.07, 59.63] },
      { title: 'Enköping', subtitle: 'Uppsala län, Sverige', point: [17.08, 59.64] },
    ]);
    expect(asked[0]?.url).toContain('accept-language=sv');
  });

  it('Lantmäteriet: names first, then where they lie, in SWEREF 99 TM', async () => {
    answers = {
      '/adress/referens/fritext': [{ objektidentitet: 'a1', adress: 'ENKÖPING VÄSTRA RINGGATAN 12' }],
      '/adress/': {
        features: [
          {
            geometry: { type: 'Point', coordinates: [617_147.08, 6_612_718.59] },
            properties: { objektidentitet: 'a1' },
          },
        ],
      },
      '/fastighet/referens/fritext': [
        { objektidentitet: 'f1', beteckning: 'ENKÖPING CENTRUM 1:1' },
        { objektidentitet: 'f2', beteckning: 'ENKÖPING UTAN PLATS 1:2' },
      ],
      '/fastighet/': {
        features: [
          {
            geometry: null,
            properties: {
              registerbeteckning: [{ objektidentitet: 'f1' }],
              registerenhetsreferens: {
                registerenhetsomrade: [
                  { centralpunktskoordinat: null },
                  { centralpunktskoordinat: { type: 'Point', coordinates: [617_147.08, 6_612_718.59] } },
                ],
              },
            },
          },
        ],
      },
    };
    const here = [expect.closeTo(17.0777, 4), expect.closeTo(59.6361, 4)];
    const settings = `lantmateriet-adress=${base}/adress lantmateriet-fastighet=${base}/fastighet`;
    expect(await ask(settings, { GEOCODER_AUTHORIZATION: 'Bearer abc' })).toEqual({
      found: [
        { title: 'ENKÖPING VÄSTRA RINGGATAN 12', subtitle: undefined, point: here },
        { title: 'ENKÖPING CENTRUM 1:1', subtitle: undefined, point: here },
      ],
      failed: [],
    });
    expect(new Set(asked.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer abc']));
    expect(asked.find(({ url }) => url.startsWith('/adress/?'))?.body).toBe('["a1"]');
  });

  it('one that answers nonsense or too much is told; the others are heard', async () => {
    answers = { '/api': { features: [] }, '/bad/api': '{"features":', '/large/api': `"${'x'.repeat(1_100_000)}"` };
    const at = new URL(base).host;
    const failed = { service: at, reason: 'failed' };
    expect(await ask(`photon=${base} photon=${base}/bad photon=${base}/large`)).toEqual({
      found: [],
      failed: [failed, failed],
    });
  });

  it('are named by the settings, and a wrong one is refused', () => {
    expect(readConfig({}).geocoders).toEqual([]);
    expect(() => readConfig({ GEOCODERS: 'google=https://example.com' })).toThrow('photon=https://…');
  });
});
