import type { Geometry } from 'geojson';
import { z } from 'zod';
import type { Row } from '../../database/database.ts';
import { empty, identifier, join, raw, sql } from '../../database/sql.ts';
import type { Definition } from '../../datasets/definition.ts';
import { plainValue, publicColumns } from '../../datasets/select.ts';
import { coordinatesOf, flatColumns, matching, pointOn } from '../../features/index.ts';
import type { Drawing, DrawnKind, Values } from '../drawing.ts';
import type { Encoding, StreamedFormat } from '../format.ts';
import { uniqueNames } from '../gdal/names.ts';
import { geometryText, parsedGeometry } from '../parsed-geometry.ts';
import { closing, type DrawingLayer, opening } from './document.ts';
import { entityWriter } from './entities.ts';

/** 2.5 mm on a drawing of 1:1,000. */
const textHeight = 2.5;
const metresOfDegree = 111_320;

/**
 * A drawing: what the map tells apart in layers of their own, in its colours, and what it writes as texts in a last one.
 * A DXF has no attributes. Arcs are lines, coordinates east and north.
 */
export const dxf: StreamedFormat = {
  id: 'dxf',
  extension: 'dxf',
  mediaType: 'image/vnd.dxf',
  title: { sv: 'DXF (ritning i lager, utan egenskaper)', en: 'DXF (drawing in layers, without properties)' },
  system: 'stored',
  holds: ({ geometry }) => geometry !== null,
  async encoder(encoding) {
    const { database, wanted } = encoding;
    const { definition } = wanted.selection;
    const { geometry } = definition;
    if (!geometry) throw new Error(`${definition.id} has no geometry`);
    const drawing = encoding.drawing?.();
    if (!drawing) throw new Error('DXF: nobody says how the map shows it');
    const kinds = drawing.kinds.map(({ name }) => name);
    const names = [...new Set([...kinds, ...drawing.names.map(({ name }) => name)])];
    const flat = await flatColumns(database, definition, names);
    const layers = await layersOf(encoding, drawing);
    const texts: DrawingLayer = { name: layerName([definition.id, 'text']) };
    const { shape, text } = entityWriter();
    const height = wanted.crs.unit === 'metre' ? textHeight : textHeight / metresOfDegree;
    const write = (row: Row): string => {
      const values = valuesSchema.parse(Object.fromEntries(names.map((name) => [name, row[name] ?? null])));
      const drawn = parsedGeometry(row.allmanning_geometry);
      if (!drawn) return '';
      const layer = layers.get(keyOf(kinds.map((name) => values[name]))) ?? texts;
      const content = drawing.textOf(values, kindOf(drawn)).trim();
      const at = pointSchema.safeParse([row.allmanning_x, row.allmanning_y]).data;
      return shape(layer.name, drawn) + (content && at ? text(texts.name, content, at, height) : '');
    };
    return {
      shape: {
        inner: sql`${flat.inner}, ${pointOn(geometry, wanted.crs)} as allmanning_point,
          ${geometryText(geometry, wanted.crs)} as allmanning_geometry`,
        outer: sql`page.allmanning_geometry, ${coordinatesOf('allmanning_point', wanted.crs)}${names.length > 0 ? sql`, ${flat.outer}` : empty}`,
      },
      begin: () => opening([...layers.values(), texts], wanted.crs.unit),
      features: (rows) => rows.map(write).join(''),
      end: closing,
    };
  },
};

const valuesSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const pointSchema = z.tuple([z.number(), z.number()]);

/** The layers of the kinds that the selection has, by the values that they stand for. */
async function layersOf(
  { database, published, wanted, lang }: Encoding,
  { kinds, colourOf }: Drawing,
): Promise<Map<string, DrawingLayer>> {
  const { definition } = wanted.selection;
  const columns = publicColumns(definition).filter(({ field }) => kinds.includes(field));
  const wishes = join([
    raw('true as drawn'),
    ...columns.map((column) => sql`${plainValue(column)} as ${identifier(column.field.name)}`),
  ]);
  const found = (await database.query<Row>(sql`select distinct ${wishes} ${matching(published, wanted.selection)}`))
    .map((row) => valuesSchema.parse(row))
    .map((values) => ({ values, parts: kinds.map((field) => titleOf(field, values[field.name] ?? null, lang)) }))
    .sort((a, b) => (a.parts.join() < b.parts.join() ? -1 : 1));
  const names = uniqueNames(
    found.map(({ parts }) => layerName([definition.id, ...parts])),
    ['0'],
    longestName,
  );
  return new Map(
    found.map(({ values }, index) => {
      const colour = drawnKinds(definition)
        .map((kind) => colourOf(values, kind))
        .find((one) => one !== undefined);
      return [keyOf(kinds.map(({ name }) => values[name])), { name: names[index] ?? definition.id, colour }];
    }),
  );
}

function keyOf(values: readonly unknown[]): string {
  return JSON.stringify(values.map((value) => value ?? null));
}

function titleOf({ title, codes }: Drawing['kinds'][number], value: Values[string], lang: Encoding['lang']): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? title[lang] : '';
  return codes?.find((code) => code.value === value)?.title[lang] ?? String(value);
}

const longestName = 255;

/** A layer's name holds none of these (DXF Reference, "Symbol Table Entries"). */
function layerName(parts: readonly string[]): string {
  const plain = parts.map((part) => part.replaceAll(/[<>/\\":;?*|,=`\p{Cc}]+\s*/gu, ' ').trim());
  return plain.filter((part) => part !== '').join(' - ');
}

function drawnKinds({ geometry }: Definition): readonly DrawnKind[] {
  const type = geometry?.type ?? 'Geometry';
  if (type.endsWith('Polygon')) return ['polygon'];
  if (type.endsWith('LineString')) return ['line'];
  return type.endsWith('Point') ? ['point'] : ['polygon', 'line', 'point'];
}

function kindOf(geometry: Geometry): DrawnKind {
  if (geometry.type.endsWith('Polygon')) return 'polygon';
  return geometry.type.endsWith('LineString') ? 'line' : 'point';
}
