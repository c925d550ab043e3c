import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { loadOrganisations } from '../../server/datasets/organisations.ts';
import { loadRegistry } from '../../server/datasets/registry.ts';
import { publicColumns } from '../../server/datasets/select.ts';
import { checkQuery, valueIn } from '../../server/http/parameters.ts';
import { openApiDocument } from '../../server/ogc-api/openapi/document.ts';
import { queryParameters, sharedParameters } from '../../server/ogc-api/openapi/parameters.ts';
import { itemsParameters } from '../../server/ogc-api/parameters.ts';
import { faultsOf } from '../setup/openapi.ts';

/** What there is without any rows. */
const nowhere = '/finns-inte';
const { definitions } = loadRegistry(nowhere);

async function faultsIn(of: typeof definitions, lang: 'sv' | 'en'): Promise<string[]> {
  const described = of.map((definition) => ({
    definition,
    columns: publicColumns(definition).map(({ field }) => field),
    extent: { bounds: undefined, interval: undefined, description: definition.description, hasHistory: true },
    sample: undefined,
    lang,
  }));
  const place = { baseUrl: 'https://karta.enkoping.se', lang };
  return faultsOf(JSON.stringify(openApiDocument(described, loadOrganisations(nowhere), place)));
}

test.each(['sv', 'en'] as const)('the description of the API is clean in the eyes of a linter (%s)', async (lang) => {
  expect(await faultsIn(definitions, lang)).toEqual([]);
});

test('and so is that of a dataset without a public field', async () => {
  const hidden = definitions.slice(0, 1).map(({ joins: _, ...definition }) => ({
    ...definition,
    fields: definition.fields.map((field) => ({ ...field, public: false })),
  }));
  expect(await faultsIn(hidden, 'sv')).toEqual([]);
});

/** A text of the query, and what it is read as; absent: it is refused. */
test.each<[dataset: string, name: string, text: string, value?: unknown]>([
  ['detaljplaner', 'limit', '5', 5],
  ['detaljplaner', 'limit', '99999', 10_000],
  ['detaljplaner', 'limit', '0'],
  ['detaljplaner', 'limit', '1e3'],
  ['detaljplaner', 'offset', '100001'],
  ['detaljplaner', 'bbox', '17,59.5,18,60', [17, 59.5, 18, 60]],
  ['detaljplaner', 'bbox', '17,59,0,18,60,0', [17, 59, 0, 18, 60, 0]],
  ['detaljplaner', 'bbox', '17,59,18'],
  ['detaljplaner', 'bbox', '17,59,0,18,60'],
  ['detaljplaner', 'bbox', '17,,18,60'],
  ['detaljplaner', 'crs', 'EPSG:3006', 'http://www.opengis.net/def/crs/EPSG/0/3006'],
  ['detaljplaner', 'crs', 'CRS84', 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'],
  ['detaljplaner', 'bbox-crs', 'EPSG:3021'],
  ['detaljplaner', 'filter-crs', ''],
  ['detaljplaner', 'datetime', '2026-01-01/..', '2026-01-01/..'],
  ['detaljplaner', 'datetime', '2026-02-30'],
  ['detaljplaner', 'filter-lang', 'cql2-json', 'cql2-json'],
  ['detaljplaner', 'filter-lang', 'sql'],
  // A plus sign that was not encoded arrives as a space.
  ['detaljplaner', 'sortby', ' namn,-status,+kommun', ['namn', '-status', 'kommun']],
  ['detaljplaner', 'sortby', 'namn,'],
  ['detaljplaner', 'properties', 'namn, status', ['namn', 'status']],
  ['detaljplaner', 'properties', 'synlighet'],
  ['prognosomraden', 'properties', 'folkmangd,folkmangd_2030', ['folkmangd', 'folkmangd_2030']],
  ['prognosomraden', 'properties', 'folkmangd_'],
  ['detaljplaner', 'f', 'application/geo+json', 'geojson'],
  ['detaljplaner', 'f', 'pdf'],
  ['detaljplaner', 'lang', 'en', 'en'],
  ['detaljplaner', 'lang', 'AAA'],
  ['detaljplaner', 'exempel', 'kanske'],
  ['detaljplaner', 'genomforandetid_manader', 'många'],
])('%s: %s=%s is read as the document says', (dataset, name, text, value) => {
  const definition = definitions.find(({ id }) => id === dataset);
  if (!definition) throw new Error(dataset);
  const query = new URLSearchParams({ [name]: text });
  const parameters = itemsParameters(definition);
  const [parameter] = parameters.filter((one) => one.name === name);
  if (!parameter) throw new Error(name);
  if (value === undefined) {
    expect(() => checkQuery(query, parameters)).toThrow(
      expect.objectContaining({ code: 'bad-parameter', detail: { name, value: text, expected: parameter.expected } }),
    );
    return;
  }
  expect(valueIn(query, parameter)).toEqual(value);
  // Told once for all, or with the operation.
  const shape = z.object({ schema: z.looseObject({}) });
  const { schema } = shape.parse(sharedParameters('sv')[name] ?? queryParameters([parameter], 'sv')[0]);
  expect(new Ajv({ strict: false, validateFormats: false }).validate(schema, value)).toBe(true);
});
