import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { raw } from '../../../server/database/sql.ts';
import { startTestService, type TestService } from '../../setup/service.ts';
import { openBrowser } from '../browser.ts';

/** A square of 100 m. EPSG:3006 617050 E 6613050 N is EPSG:3857 1900908, 8319826. */
const row = raw(`insert into public.tatorter (kod, namn, geom) values
  ('T1', 'Tätort', st_multi(st_makeenvelope(617000, 6613000, 617100, 6613100, 3006)));
  insert into public.marktacke (id, typ, geom) values
  ('sjön', 'vatten', st_multi(st_makeenvelope(617000, 6613000, 617100, 6613100, 3006)))`);

const colour = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const seenShape = z.object({
  layers: z.array(z.string()),
  tiles: z.tuple([colour, colour]),
  image: z.tuple([colour, colour]),
  json: z.array(z.string()),
  gml: z.array(z.string()),
});

describe('OpenLayers', () => {
  let service: TestService;
  let browser: Browser;
  let script: string;
  beforeAll(async () => {
    service = await startTestService('embedded', {});
    await service.service.database.query(row);
    browser = await openBrowser();
    const entry = fileURLToPath(new URL('./page.js', import.meta.url));
    const built = await build({
      configFile: false,
      logLevel: 'error',
      build: { write: false, lib: { entry, formats: ['iife'], name: 'page' } },
    });
    const output = Array.isArray(built) && 'output' in (built[0] ?? {}) ? built[0]?.output[0] : undefined;
    if (!output || !('code' in output)) throw new Error('The page was not built');
    script = output.code;
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  test('draws tiles in both grids, and filtered items in SWEREF 99 TM', async () => {
    const page = await browser.newPage();
    // A page of somebody else's: another origin.
    await page.goto('about:blank');
    await page.addScriptTag({ content: script });
    const collection = `${service.url}/geodata/v1/collections/tatorter`;
    const drawn = (kind: string, path: string, projection: string, center: number[]) =>
      page.evaluate(`maps.${kind}('${collection}/${path}', '${projection}', ${JSON.stringify(center)})`);
    const mercator = await drawn('tiles', 'tiles/WebMercatorQuad', 'EPSG:3857', [1_900_908, 8_319_826]);
    expect(mercator).toEqual(['Tätort']);
    const sweref = await drawn('tiles', 'tiles/SWEREF99TM_LM', 'EPSG:3006', [617_050, 6_613_050]);
    expect(sweref).toEqual(['Tätort']);
    const filter = encodeURIComponent("namn LIKE 'T%'").replaceAll("'", '%27');
    const items = await drawn('items', `items?limit=100&filter=${filter}`, 'EPSG:3006', [617_050, 6_613_050]);
    expect(items).toEqual(['Tätort']);
  });

  test.each([
    ['1.3.0', 'EPSG:3006', [617_050, 6_613_050]],
    ['1.1.1', 'EPSG:3006', [617_050, 6_613_050]],
    ['1.3.0', 'EPSG:3857', [1_900_908, 8_319_826]],
  ] as const)('draws pictures of WMS %s in %s, and asks what is there', async (version, projection, center) => {
    const page = await browser.newPage();
    await page.goto('about:blank');
    await page.evaluate(`window.axis = '+axis=neu'`);
    await page.addScriptTag({ content: script });
    const seen = seenShape.parse(
      await page.evaluate(`maps.wms('${service.url}/wms', '${version}', '${projection}', ${JSON.stringify(center)})`),
    );
    expect(seen.layers).toEqual(expect.arrayContaining(['detaljplaner', 'tatorter']));
    for (const [inside, outside] of [seen.tiles, seen.image]) {
      expect(inside[3]).toBeGreaterThan(0);
      expect(outside).toEqual([0, 0, 0, 0]);
    }
    expect([seen.json, seen.gml]).toEqual([['Tätort'], ['Tätort']]);
  });

  test('draws WMTS from its capabilities in every grid, whatever order of axes the page believes in', async () => {
    const url = `${service.url}/wmts/1.0.0/WMTSCapabilities.xml`;
    const grids = [
      ['WebMercatorQuad', 'EPSG:3857', [1_900_908, 8_319_826], ''],
      ['SWEREF99TM_LM', 'EPSG:3006', [617_050, 6_613_050], ''],
      ['SWEREF99TM', 'EPSG:3006', [617_050, 6_613_050], '+axis=neu'],
    ] as const;
    for (const [grid, projection, center, axis] of grids) {
      const page = await browser.newPage();
      await page.goto('about:blank');
      await page.evaluate(`window.axis = '${axis}'`);
      await page.addScriptTag({ content: script });
      const seen = await page.evaluate(
        `maps.wmts('${url}', 'marktacke', '${grid}', '${projection}', ${JSON.stringify(center)})`,
      );
      const folder = process.env.SCREENSHOTS;
      if (folder) await page.screenshot({ path: `${folder}/wmts-${grid}.png` });
      expect([grid, seen]).toEqual([grid, [true, false, false, false, false]]);
      await page.close();
    }
  });
});
