import { flatColumns } from '../../features/index.ts';
import { tellingTooLarge } from '../converted.ts';
import { encoded } from '../encoded.ts';
import type { ConvertedFormat } from '../format.ts';
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
  async read(encoding, pages, file) {
    const { definition } = encoding.wanted.selection;
    const { columns } = await flatColumns(encoding.database, definition, 'all');
    const schema = `${definition.id}.xsd`;
    const encoder = await gml.encoder({ ...encoding, schema });
    const { pieces, written } = encoded(encoder, encoding, pages);
    async function* text() {
      for await (const piece of pieces) yield String(piece);
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
