import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { z } from 'zod';

const files = [
  'detaljplan-4.1.json',
  'geometri-2.0.json',
  'geojson-1.1.stub.json',
  'geometrimetadata-2.0.1.forenklad.json',
];
const schemaShape = z.looseObject({ id: z.string() });

/** What breaks the specification's own schema (draft-04, of which it uses nothing that later drafts do otherwise). */
export function ngpSchemaErrors(shared: string, delivery: unknown): string[] {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  for (const file of files) {
    const {
      $schema: _,
      id,
      ...schema
    } = schemaShape.parse(JSON.parse(readFileSync(join(shared, 'detaljplan', file), 'utf8')));
    ajv.addSchema({ ...schema, $id: id });
  }
  const validate = ajv.getSchema('detaljplan-4.1.json');
  if (!validate) throw new Error('The schema was not read');
  return validate(delivery) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}
