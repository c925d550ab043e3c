import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { allFields } from '../../server/datasets/definition.ts';
import { crs84 } from '../../server/features/index.ts';
import { eachDatabase } from '../setup/databases.ts';
import { type Definition, faultsOf, type Operation, type Parameter, readDefinition } from '../setup/openapi.ts';
import { startTestService, type TestService } from '../setup/service.ts';
import { problemShape } from '../setup/shapes.ts';

const written = (value: unknown) => [value].flat().join(',');

/** The address of an operation with these values for its parameters; path parameters have their examples otherwise. */
function addressOf({ url, parameters }: Operation, values: Readonly<Record<string, string>> = {}): string {
  const path = url.replace(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = parameters.find((one) => one.name === name);
    return values[name] ?? encodeURIComponent(written(parameter?.example)).replaceAll('%2C', ',');
  });
  const inQuery = Object.entries(values).filter(([name]) => !url.includes(`{${name}}`));
  return inQuery.length > 0 ? `${path}?${new URLSearchParams(inQuery)}` : path;
}

/** All that a parameter may be asked with: each value of a list of formats, else the example. */
function examplesOf({ name, schema, example }: Parameter): string[] {
  if (name === 'f' || name === 'extension') return (schema.enum ?? []).map(written);
  return example === undefined ? [] : [written(example)];
}

/** All parameters with the first of their examples. */
function allAtOnce(operation: Operation, values: Readonly<Record<string, string>> = {}): string {
  const examples = operation.parameters.flatMap((one) =>
    examplesOf(one)
      .slice(0, 1)
      .map((value) => [one.name, value]),
  );
  return addressOf(operation, { ...Object.fromEntries(examples), ...values });
}

/** Whole datasets as files take long to make and to check: of them what their examples choose is enough. */
const isFile = ({ id }: Operation) => id.endsWith('File');
const usual = (operation: Operation) => (isFile(operation) ? allAtOnce(operation) : addressOf(operation));

/**
 * The addresses of operations asked with each example of each of their parameters. Formats whose content the document
 * does not describe, and which take seconds to make, are asked for once each.
 */
function askingOnce(): (operation: Operation) => string[] {
  const described = ['f=geojson', 'f=jsonfg', 'extension=geojson', 'extension=fg.json'];
  const asked = new Set<string>();
  const isNew = (format: string) => {
    const known = asked.has(format) && !described.includes(format);
    asked.add(format);
    return !known;
  };
  return (operation) => {
    const parameters = operation.parameters.filter(({ name }) => !isFile(operation) || name === 'extension');
    const alone = parameters.flatMap((one) => {
      const examples = examplesOf(one);
      const wanted = examples.length > 1 ? examples.filter((example) => isNew(`${one.name}=${example}`)) : examples;
      return wanted.map((example) =>
        // Some formats come in one system only.
        isFile(operation)
          ? allAtOnce(operation, { [one.name]: example, crs: crs84.uri })
          : addressOf(operation, { [one.name]: example }),
      );
    });
    return [usual(operation), allAtOnce(operation), ...alone];
  };
}

eachDatabase('the OpenAPI document', (kind) => {
  let service: TestService;
  let text: string;
  let definition: Definition;
  beforeAll(async () => {
    service = await startTestService(kind);
    text = await (await service.get('/geodata/v1/api?f=json')).text();
    definition = readDefinition(text);
  });
  afterAll(() => service?.stop());

  /** What is wrong with the answer at an address of an operation, as the document has it. */
  async function faultAt(operation: Operation, address: string, expected: RegExp, init: RequestInit = {}) {
    const answer = await fetch(address, { redirect: 'manual', ...init });
    const told = (fault: string) => (fault ? [`${address} ${answer.status}: ${fault}`] : []);
    const mediaType = answer.headers.get('Content-Type')?.replace(/;.*/, '');
    if (!expected.test(String(answer.status)) || !operation.answers[answer.status]) {
      return told(`väntade ${expected}. ${(await answer.text()).slice(0, 300)}`);
    }
    const missing = definition.headersOf(operation, answer.status).filter((name) => !answer.headers.has(name));
    if (missing.length > 0) return told(`${missing} saknas`);
    if ([204, 206, 302, 303, 304].includes(answer.status)) return [];
    if (mediaType === 'text/event-stream') {
      await answer.body?.cancel();
      return told(definition.faultOf(operation, answer.status, mediaType, ''));
    }
    const body = /[+/]json$/.test(mediaType ?? '') ? await answer.json() : await answer.text();
    return told(definition.faultOf(operation, answer.status, mediaType ?? '', body));
  }

  async function faultsAt(
    ask: (operation: Operation) => readonly (string | undefined)[],
    expected: RegExp,
    init: RequestInit = {},
  ) {
    const faults: string[] = [];
    let asked = 0;
    for (const operation of definition.operations) {
      for (const address of ask(operation)) {
        if (address === undefined) continue;
        asked++;
        faults.push(...(await faultAt(operation, address, expected, init)));
      }
    }
    return { faults, asked };
  }

  test('is sound in the eyes of a validator, and so are its examples', async () => {
    expect(await faultsOf(text)).toEqual([]);
  });

  // Hundreds of answers, made by the same code on both databases: formats and selecting have tests of their own.
  test.skipIf(kind === 'postgis')(
    'every operation answers as it says, asked with each of its examples',
    async () => {
      const { faults, asked } = await faultsAt(askingOnce(), /^(20[04]|303)$/);
      expect(faults).toEqual([]);
      expect(asked).toBeGreaterThan(200);
    },
    600_000,
  );

  test('the examples fit together: all at once they find features', async () => {
    for (const operation of definition.operations.filter(({ id }) => id.endsWith('Items'))) {
      const page = await fetch(allAtOnce(operation));
      const { features } = z.object({ features: z.array(z.unknown()) }).parse(await page.json());
      expect(features.length, operation.id).toBeGreaterThan(0);
    }
  });

  test('who has an answer already is told so', async () => {
    const tagged = definition.operations.filter(({ answers }) => answers[304]);
    expect(tagged.length).toBeGreaterThan(20);
    for (const operation of tagged) {
      const address = usual(operation);
      const first = await fetch(address);
      await first.arrayBuffer();
      // Without Cache-Control fetch would ask past all caches.
      const headers = { 'If-None-Match': first.headers.get('ETag') ?? '', 'Cache-Control': 'max-age=0' };
      expect(await faultAt(operation, address, /^304$/, { headers })).toEqual([]);
    }
  });

  test('a file may be had in parts', async () => {
    const [operation] = definition.operations.filter(isFile);
    if (!operation) throw new Error('inga filer i dokumentet');
    const part = { headers: { Range: 'bytes=0-9' } };
    expect(await faultAt(operation, usual(operation), /^206$/, part)).toEqual([]);
    const beyond = { headers: { Range: 'bytes=999999999-' } };
    expect(await faultAt(operation, usual(operation), /^416$/, beyond)).toEqual([]);
  });

  const asBrowser = { headers: { Accept: 'text/html' } };

  test('a browser is answered as the document says: with pages, problems too, and tidier addresses', async () => {
    const pages = await faultsAt((operation) => [usual(operation)], /^(20[04]|303)$/, asBrowser);
    expect(pages.faults).toEqual([]);
    const problems = await faultsAt((operation) => [addressOf(operation, { 'finns-inte': '1' })], /^400$/, asBrowser);
    expect(problems.faults).toEqual([]);
    const tidied = definition.operations.filter(({ answers }) => answers[302]);
    expect(tidied.length).toBeGreaterThan(50);
    for (const operation of definition.operations) {
      const expected = operation.answers[302] ? /^302$/ : /^(20[04]|400)$/;
      expect(
        await faultAt(
          operation,
          `${usual(operation)}${usual(operation).includes('?') ? '&' : '?'}v=`,
          expected,
          asBrowser,
        ),
      ).toEqual([]);
    }
  });

  test('an address that is too long is a problem of the kind that is told', async () => {
    const { faults } = await faultsAt((operation) => [addressOf(operation, { f: 'x'.repeat(20_000) })], /^431$/);
    expect(faults).toEqual([]);
  });

  test('a language that is not here is refused, and those that are are told', async () => {
    const speaking = definition.operations.filter(({ parameters }) => parameters.some(({ name }) => name === 'lang'));
    expect(speaking.length).toBeGreaterThan(50);
    for (const operation of speaking) {
      const address = addressOf(operation, { lang: 'AAA' });
      expect(await faultAt(operation, address, /^400$/)).toEqual([]);
      const { detail } = problemShape.parse(await (await fetch(address)).json());
      expect(detail, address).toBe('lang är "AAA" men ska vara sv eller en.');
    }
    for (const path of ['/datasets.json', '/api']) expect((await service.get(`${path}?lang=AAA`)).status).toBe(400);
  });

  test('what is wrong is a problem of the kind that is told', async () => {
    const beyond = ({ schema }: Parameter) =>
      typeof schema.maximum === 'number' ? String(schema.maximum + 1) : undefined;
    const bad = await faultsAt((operation) => {
      if (!operation.answers[400]) return [];
      const number = operation.parameters.find((one) => one.required && beyond(one) !== undefined);
      if (number) return [addressOf(operation, { [number.name]: beyond(number) ?? '' })];
      const choice = operation.parameters.find(
        ({ name, schema }) => ['f', 'crs', 'theme'].includes(name) && schema.enum,
      );
      return [addressOf(operation, { [choice?.name ?? 'finns-inte']: 'finns-inte' })];
    }, /^400$/);
    expect(bad.faults).toEqual([]);
    expect(bad.asked).toBeGreaterThan(20);
    const missing = await faultsAt((operation) => {
      const name = operation.parameters.find((one) => one.required && beyond(one) === undefined)?.name;
      return operation.answers[404] && name ? [addressOf(operation, { [name]: 'finns-inte' })] : [];
    }, /^404$/);
    expect(missing.faults).toEqual([]);
    expect(missing.asked).toBeGreaterThan(10);
  });

  test('has the parameters that the server knows, no more and no fewer', async () => {
    for (const operation of definition.operations) {
      const answer = await fetch(addressOf(operation, { 'finns-inte': '1' }), { headers: { 'Accept-Language': 'sv' } });
      expect(answer.status, operation.id).toBe(400);
      const { detail = '' } = problemShape.parse(await answer.json());
      const known = /De som finns: (.*)\.$/.exec(detail)?.[1]?.split(', ') ?? [];
      const told = operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name);
      expect(told.sort(), operation.id).toEqual(known.filter((name) => name !== 'inga').sort());
    }
  });

  test('features have the properties that are told, no more and no fewer', async () => {
    for (const { id } of service.service.published.definitions) {
      const answer = await service.get(`/geodata/v1/collections/${id}/items?limit=200`);
      const shape = z.object({ features: z.array(z.object({ properties: z.record(z.string(), z.unknown()) })) });
      const { features } = shape.parse(await answer.json());
      const names = new Set(features.flatMap(({ properties }) => Object.keys(properties)));
      expect([...names].sort(), id).toEqual(definition.propertiesOf(id).sort());
    }
  });

  test('nothing that is not public is in it', () => {
    const fields = service.service.published.definitions.flatMap(allFields);
    const open = new Set(fields.filter((field) => field.public).map(({ name }) => name));
    const hidden = fields.map(({ name }) => name).filter((name) => !open.has(name));
    expect(hidden).toContain('synlighet');
    for (const name of hidden) expect(text).not.toContain(name);
  });

  test('comes in the language that is asked for; people are led to the page', async () => {
    const english = await (await service.get('/geodata/v1/api?lang=en')).text();
    expect(english).toContain('The municipality’s geodata');
    expect(await faultsOf(english)).toEqual([]);
    const forPeople = await service.get('/geodata/v1/api', { headers: { Accept: 'text/html' }, redirect: 'manual' });
    expect(forPeople.status).toBe(303);
    expect(forPeople.headers.get('Location')).toBe(`${service.url}/api?lang=sv`);
    const forMachines = await service.get('/geodata/v1/api');
    expect(forMachines.headers.get('Content-Type')).toBe('application/vnd.oai.openapi+json;version=3.0');
  });

  test('the page loads only what is here', async () => {
    const page = await (await service.get('/api', { headers: { 'Accept-Language': 'sv' } })).text();
    expect(page).toContain('<html lang="sv">');
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    const addresses = [...page.matchAll(/(?:src|href|data-definition)="([^"]+)"/g)].map(([, address = '']) => address);
    expect(addresses.length).toBeGreaterThan(6);
    for (const address of addresses) {
      expect((await service.get(address.replaceAll('&amp;', '&'))).status, address).toBe(200);
    }
  });
});
