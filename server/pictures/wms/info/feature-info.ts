import type { Row } from '../../../database/database.ts';
import { readBatches, type Wanted } from '../../../features/index.ts';
import { type Encoding, featureShape, formatsOf } from '../../../formats/index.ts';
import type { Answer, Asked } from '../asked.ts';
import { fault, missing } from '../faults.ts';
import { layersNamed } from '../layers.ts';
import { wantedIn } from '../wanted.ts';
import { wantedAt } from './features-at.ts';
import { infoFormatIn } from './formats.ts';
import type { FoundFeatures } from './found.ts';
import { asGml3 } from './gml3.ts';
import { written } from './written.ts';

/** GetFeatureInfo (1.3.0 §7.4, 1.1.1 §7.3): what is at a point of a map, of the features that the map shows. */
export async function featureInfo(asked: Asked): Promise<Answer> {
  const { service, query } = asked;
  const { definitions } = service.published;
  const format = infoFormatIn(query);
  const { layers, frame, content } = wantedIn(asked);
  const queried = layersNamed(definitions, query.list('QUERY_LAYERS'), 'QUERY_LAYERS');
  const strange = queried.find((layer) => !layers.some(({ name }) => name === layer.name));
  const unasked = queried.find(({ isPaper }) => isPaper);
  if (strange) {
    throw fault(
      'LayerNotDefined',
      'QUERY_LAYERS',
      `Lagret "${strange.name}" finns inte bland LAYERS.`,
      `The layer "${strange.name}" is not among LAYERS.`,
    );
  }
  if (unasked) {
    throw fault(
      'LayerNotQueryable',
      'QUERY_LAYERS',
      `"${unasked.name}" går inte att fråga. Dess datamängder går att fråga en och en.`,
      `"${unasked.name}" cannot be queried. Its datasets can, one by one.`,
    );
  }
  const dotsOf = (pixels: number) => Math.round(pixels * frame.pixelRatio);
  const point = [
    pointIn(asked, 'I', 'X', dotsOf(frame.width)),
    pointIn(asked, 'J', 'Y', dotsOf(frame.height)),
  ] as const;
  const datasets = [...new Set(queried.flatMap((layer) => layer.definitions))].filter(({ id }) =>
    content.datasets.includes(id),
  );
  const wanted = datasets.map((definition) =>
    wantedAt(definition, definitions, {
      frame,
      // The middle of the dot.
      point: [(point[0] + 0.5) / frame.pixelRatio, (point[1] + 0.5) / frame.pixelRatio],
      filter: content.filters.get(definition.id),
      tolerance: bufferIn(asked),
    }),
  );
  const most = countIn(asked);
  if (format === 'gml3') return asGml3((one) => encodingOf(asked, one), wanted, most);
  const found: FoundFeatures[] = [];
  let left = most;
  for (const one of wanted) {
    const features = left > 0 ? await read(asked, one, left) : [];
    left -= features.length;
    if (features.length > 0) found.push({ definition: one.selection.definition, features });
  }
  return written(format, found, { ...asked, crs: frame.crs });
}

/** A column or row of the picture's own dots. Throws InvalidPoint. */
function pointIn({ query, version }: Asked, newer: 'I' | 'J', older: 'X' | 'Y', dots: number): number {
  const [name, other] = version === '1.3.0' ? [newer, older] : [older, newer];
  const value = query.get(name) ?? query.get(other);
  if (value === undefined) throw missing(name);
  const place = /^-?\d{1,9}(\.\d+)?$/.test(value) ? Math.floor(Number(value)) : -1;
  if (place >= 0 && place < dots) return place;
  throw fault(
    'InvalidPoint',
    name,
    `${name} ska vara ett heltal från 0 till ${dots - 1}.`,
    `${name} must be a whole number from 0 to ${dots - 1}.`,
  );
}

const mostFeatures = 200;

/** One where nobody says (1.3.0 §7.4.3.6); more than we tell counts as the most. */
function countIn({ query }: Asked): number {
  const count = Math.floor(Number(query.get('FEATURE_COUNT') ?? 1));
  return Number.isFinite(count) ? Math.min(Math.max(count, 1), mostFeatures) : 1;
}

const mostPixels = 50;

/** `BUFFER`, pixels around the point, as GeoServer's clients say. */
function bufferIn({ query }: Asked): number | undefined {
  const buffer = Number(query.get('BUFFER') ?? Number.NaN);
  return buffer > 0 ? Math.min(buffer, mostPixels) : undefined;
}

async function read(asked: Asked, wanted: Wanted, most: number): Promise<FoundFeatures['features']> {
  const { definition } = wanted.selection;
  const encoding = encodingOf(asked, wanted);
  const [geojson] = formatsOf(definition);
  const encoder = await geojson.encoder(encoding);
  const features: FoundFeatures['features'] = [];
  for await (const { rows } of readBatches<Row>(encoding.database, encoding.published, wanted, encoder.shape, {
    limit: most,
  })) {
    for (const { feature } of rows) features.push(featureShape.parse(JSON.parse(String(feature))));
  }
  return features;
}

function encodingOf({ service, lang, baseUrl }: Asked, wanted: Wanted): Encoding {
  const { database, published } = service;
  const { id } = wanted.selection.definition;
  return { database, published, wanted, lang, axes: 'east-north', schema: `${baseUrl}/downloads/${id}.xsd` };
}
