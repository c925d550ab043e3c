import type { Row } from '../../../database/database.ts';
import { readBatches, type Wanted } from '../../../features/index.ts';
import { type Encoding, formatsOf } from '../../../formats/index.ts';
import type { Answer } from '../asked.ts';

/** The features as GML 3.2: of one dataset its own document, of several each within one collection. */
export async function asGml3(
  encodingOf: (wanted: Wanted) => Encoding,
  wanted: readonly Wanted[],
  most: number,
): Promise<Answer> {
  const documents: string[] = [];
  let left = most;
  for (const one of wanted) {
    if (left <= 0) break;
    const { text, features } = await documentOf(encodingOf(one), left);
    left -= features;
    if (features > 0) documents.push(text);
  }
  const type = 'application/gml+xml; version=3.2; charset=utf-8';
  const [only] = documents;
  if (only !== undefined && documents.length === 1) return { type, body: only };
  const members = documents.map((text) => `<wfs:member>\n${text.replace(/^<\?xml[^>]*\?>\n/, '')}</wfs:member>\n`);
  const count = most - left;
  return {
    type,
    body: `<?xml version="1.0" encoding="UTF-8"?>
<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" numberMatched="unknown" numberReturned="${count}">
${members.join('')}</wfs:FeatureCollection>
`,
  };
}

async function documentOf(encoding: Encoding, most: number): Promise<{ text: string; features: number }> {
  const { database, published, wanted } = encoding;
  const gml = formatsOf(wanted.selection.definition).find(({ id }) => id === 'gml');
  if (!gml || !('encoder' in gml)) return { text: '', features: 0 };
  const encoder = await gml.encoder(encoding);
  const pieces: (string | Buffer)[] = [];
  let features = 0;
  for await (const { rows } of readBatches<Row>(database, published, wanted, encoder.shape, { limit: most })) {
    if (rows.length > 0) pieces.push(encoder.features(rows, features === 0));
    features += rows.length;
  }
  return { text: [encoder.begin({}), ...pieces, encoder.end()].map(String).join(''), features };
}
