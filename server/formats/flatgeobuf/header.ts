import { Builder } from 'flatbuffers';
import { Column } from 'flatgeobuf/lib/mjs/flat-geobuf/column.js';
import { Crs as FlatCrs } from 'flatgeobuf/lib/mjs/flat-geobuf/crs.js';
import { GeometryType } from 'flatgeobuf/lib/mjs/flat-geobuf/geometry-type.js';
import { Header } from 'flatgeobuf/lib/mjs/flat-geobuf/header.js';
import type { Definition, Localized } from '../../datasets/definition.ts';
import type { Crs, FlatColumn } from '../../features/index.ts';
import type { Language } from '../../http/language.ts';
import { columnTypes } from './feature.ts';
import type { Box } from './shape.ts';

/** What is known when all features have been read. */
export interface Contents {
  features: number;
  /** Absent: no feature has a place. */
  envelope: Box | undefined;
  /** 0: the file has no index. */
  nodeSize: number;
}

/** The header, its length before it. */
export function header(
  { id, title, geometry }: Definition,
  columns: readonly FlatColumn[],
  crs: Crs,
  lang: Language,
  { features, envelope, nodeSize }: Contents,
): Uint8Array {
  const builder = new Builder();
  const text = (value: Localized | undefined) => (value ? builder.createString(value[lang]) : 0);
  const columnsAt = Header.createColumnsVector(
    builder,
    columns.map((column) => {
      const name = builder.createString(column.name);
      const [heading, description] = [text(column.title), text(column.description)];
      const type = columnTypes[column.type];
      return Column.createColumn(builder, name, type, heading, description, -1, -1, -1, true, false, false, 0);
    }),
  );
  const [name, heading, org] = [builder.createString(id), text(title), builder.createString('EPSG')];
  const system = FlatCrs.createCrs(builder, org, crs.srid, 0, 0, 0, 0);
  const envelopeAt = envelope && Header.createEnvelopeVector(builder, envelope);
  const type = geometry?.type ?? 'Geometry';
  Header.startHeader(builder);
  Header.addName(builder, name);
  Header.addTitle(builder, heading);
  Header.addGeometryType(builder, type === 'Geometry' ? GeometryType.Unknown : GeometryType[type]);
  Header.addColumns(builder, columnsAt);
  if (envelopeAt !== undefined) Header.addEnvelope(builder, envelopeAt);
  Header.addFeaturesCount(builder, BigInt(features));
  Header.addIndexNodeSize(builder, nodeSize);
  Header.addCrs(builder, system);
  builder.finishSizePrefixed(Header.endHeader(builder));
  return builder.asUint8Array();
}
