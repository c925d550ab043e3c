import type { Row } from '../../database/database.ts';
import { everything, flatColumns, readBatches } from '../../features/index.ts';
import { tellingTooLarge } from '../converted.ts';
import type { ConvertedFormat, Written } from '../format.ts';
import { writeZip } from '../gdal/zip.ts';
import { gml } from './gml.ts';
import { gmlSchema } from './schema.ts';

const nothing = async () => {};

/** As a file: the GML and beside it the schema that it names, without which a reader guesses what is a number. */
export const zippedGml: ConvertedFormat = {
  id: 'gml.zip',
  extension: 'gml.zip',
  mediaType: 'application/zip',
  title: { sv: 'GML 3.2 med schema (zip)', en: 'GML 3.2 with its schema (zip)' },
  system: gml.system,
  holds: ({ geometry }) => geometry !== null,
  async read(encoding, { about, slice = everything }, file) {
    const { database, published, wanted } = encoding;
    const { definition } = wanted.selection;
    const { columns } = await flatColumns(database, definition, 'all');
    const schema = `${definition.id}.xsd`;
    const encoder = await gml.encoder({ ...encoding, schema });
    const written: Written = { features: 0, next: undefined };
    async function* text() {
      yield String(encoder.begin(about));
      for await (const { rows, next } of readBatches<Row>(database, published, wanted, encoder.shape, slice)) {
        if (rows.length > 0) yield String(encoder.features(rows, written.features === 0));
        written.features += rows.length;
        written.next = next;
      }
      yield String(encoder.end());
    }
    await tellingTooLarge(() =>
      writeZip(file, [
        { name: `${definition.id}.gml`, content: text() },
        { name: schema, content: [gmlSchema(definition, columns)] },
      ]),
    );
    return { ...written, finish: nothing, discard: nothing };
  },
};
