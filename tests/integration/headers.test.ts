import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestService, type TestService } from '../setup/service.ts';

describe('what every answer says to a browser', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService('embedded', { PUBLIC_URL: 'https://karta.example.se/geo' });
  });
  afterAll(() => service?.stop());

  const html = { headers: { Accept: 'text/html' } };

  test.each([
    ['the map', '/', html],
    ['a page', '/geodata/v1/', html],
    ['the API console', '/api', html],
    ['a page that is not there', '/finns/inte', html],
    ['JSON', '/geodata/v1/collections', {}],
    ['a file', '/downloads/detaljplaner.csv', {}],
    ['the sprite', '/styles/sprite.png', {}],
  ])(
    '%s: no script in the page, no guessing of types, and a frame wherever one wants',
    async (_what, path, options) => {
      const { headers } = await service.get(path, options);
      const policy = headers.get('content-security-policy') ?? '';
      const directives = new Map(policy.split(';').map((one) => [one.split(' ')[0], one]));
      expect(directives.get('script-src')).toBe("script-src 'self'");
      expect(policy).not.toContain('unsafe');
      expect(directives.get('frame-ancestors')).toBe('frame-ancestors *');
      expect(directives.get('connect-src')).toBe("connect-src 'self' https://karta.example.se");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
      expect(headers.get('permissions-policy')).toContain('camera=()');
      // Open data may be read and shown by everybody.
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
      expect(headers.has('strict-transport-security')).toBe(false);
    },
  );

  test.each(['/tiles/detaljplaner/0/0/0.mvt', '/tiles/detaljplaner/99/0/0.mvt'])(
    '%s is not guessed at',
    async (path) => {
      expect((await service.get(path)).headers.get('x-content-type-options')).toBe('nosniff');
    },
  );
});
