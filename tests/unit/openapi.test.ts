import { expect, test } from 'vitest';
import { loadOrganisations } from '../../server/datasets/organisations.ts';
import { loadRegistry } from '../../server/datasets/registry.ts';
import { publicColumns } from '../../server/datasets/select.ts';
import { openApiDocument } from '../../server/ogc-api/openapi/document.ts';
import { faultsOf } from '../setup/openapi.ts';

/** What there is without any rows. */
const nowhere = '/finns-inte';
const { definitions } = loadRegistry(nowhere);

test.each(['sv', 'en'] as const)('the description of the API is clean in the eyes of a linter (%s)', async (lang) => {
  const described = definitions.map((definition) => ({
    definition,
    columns: publicColumns(definition).map(({ field }) => field),
    extent: { bounds: undefined, interval: undefined, description: definition.description },
    sample: undefined,
    lang,
  }));
  const place = { baseUrl: 'https://karta.enkoping.se', lang };
  const document = openApiDocument(described, loadOrganisations(nowhere), place);
  expect(await faultsOf(JSON.stringify(document))).toEqual([]);
});
