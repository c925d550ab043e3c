import { type Definition, licences } from '../datasets/definition.ts';
import { honestDescription } from '../datasets/example-rows.ts';
import { organisationName } from '../datasets/organisations.ts';
import { readFeatures } from '../features/index.ts';
import type { Service } from '../service.ts';

const batch = 500;

/**
 * A whole dataset as GeoJSON in CRS84, piece by piece: memory stays the same however large it is. Each batch is a query
 * of its own, so a slow reader never holds a connection.
 */
export async function* wholeGeoJson(service: Service, definition: Definition): AsyncGenerator<string> {
  const head = {
    type: 'FeatureCollection',
    name: definition.id,
    title: definition.title.sv,
    description: (await honestDescription(service.database, definition)).sv,
    informationsagare: organisationName(service.organisations, definition.informationsagare),
    license: licences[definition.licence],
    source: definition.source.sv,
  };
  yield `${JSON.stringify(head).slice(0, -1)},"features":[`;
  let after: string | undefined;
  for (;;) {
    const features = await readFeatures(service.database, service.published, { definition, after }, batch);
    const lines = features.map(({ text }) => text).join(',\n');
    if (lines) yield `${after === undefined ? '\n' : ',\n'}${lines}`;
    after = features.at(-1)?.key;
    if (features.length < batch) break;
  }
  yield '\n]}\n';
}
