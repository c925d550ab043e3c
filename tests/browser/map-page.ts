import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { z } from 'zod';
import { startTestService, type TestService } from '../setup/service.ts';
import { openBrowser } from './browser.ts';
import { exposeMap } from './drawn-names.ts';

export interface MapPages {
  /** Opens the map as a Swedish reader with a wide window and without motion, unless told otherwise. */
  open(path?: string, options?: BrowserContextOptions): Promise<Page>;
  service(): TestService;
  /** What the pages of this test have complained about. */
  problems: string[];
}

interface Pages {
  /** Milliseconds that a page has for each thing. */
  patience?: number;
  viewport?: { width: number; height: number };
  /** Of the service; without: it has the example data. */
  settings?: Record<string, string>;
  /** What is put into the service before the first test. */
  prepare?: (service: TestService) => Promise<unknown>;
}

/** The service and a browser, for the tests of one file. */
export function mapPages({
  patience = 40_000,
  viewport = { width: 1280, height: 800 },
  settings,
  prepare,
}: Pages = {}): MapPages {
  let service: TestService | undefined;
  let browser: Browser | undefined;
  const open: Page[] = [];
  const problems: string[] = [];
  const started = <T>(one: T | undefined): T => {
    if (!one) throw new Error('asked for before the tests begin');
    return one;
  };
  beforeAll(async () => {
    [service, browser] = await Promise.all([startTestService('embedded', settings), openBrowser()]);
    await prepare?.(service);
  }, 300_000);
  afterEach(async () => {
    await Promise.all(open.splice(0).map((page) => page.context().close()));
    problems.length = 0;
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });
  return {
    problems,
    service: () => started(service),
    async open(path = '/', options = {}) {
      const context = await started(browser).newContext({
        viewport,
        locale: 'sv-SE',
        reducedMotion: 'reduce',
        ...options,
      });
      const page = await context.newPage();
      open.push(page);
      await exposeMap(page);
      page.setDefaultTimeout(patience);
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      await page.goto(started(service).url + path);
      return page;
    },
  };
}

const found = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

/** That axe has nothing against the page, or a part of it, as it is. */
export async function expectAccessible(page: Page, within = 'html'): Promise<void> {
  await page.evaluate(axe.source);
  const { violations } = found.parse(await page.evaluate(`axe.run('${within}')`));
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`)).toEqual(
    [],
  );
}
