import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type GeometryKind, geometryKind } from './geometry-kind.ts';
import { joinedList, type Layer, type LayerRow, textOf } from './layer.ts';

/** A dataset's rows on disk, once for all formats, and what the formats need to know of them beforehand. */
export interface StagedRows {
  layer: Layer;
  /** Folder of the file below; results are made beside it. */
  folder: string;
  count: number;
  withoutGeometry: number;
  /** How many rows of each kind. */
  kinds: ReadonlyMap<GeometryKind, number>;
  /** One for each field: the longest value in bytes of UTF-8, and how many are longer than a DBF takes. */
  widths: readonly { bytes: number; cut: number }[];
}

export const stagedFile = 'rader.csv';

/** Longest text of a DBF field, in bytes. */
export const dbfText = 254;

const chunk = 256 * 1024;

/**
 * Writes rows to a CSV in `folder`, geometry as hex WKB: GDAL reads that three times as fast as GeoJSON, and
 * ST_AsFlatGeobuf shifts the columns after a null (PostGIS 3.3 and 3.6). Columns: `n`, `geometry`, `kind`, then for the
 * n-th field `c<n>`, and `l<n>` with the readable form of a list. An empty text becomes null.
 */
export async function stageRows(
  layer: Layer,
  rows: AsyncIterable<LayerRow> | Iterable<LayerRow>,
  folder: string,
): Promise<StagedRows> {
  const kinds = new Map<GeometryKind, number>();
  const widths = layer.fields.map(() => ({ bytes: 0, cut: 0 }));
  let count = 0;
  let withoutGeometry = 0;

  const line = ({ geometry, values }: LayerRow): string => {
    count += 1;
    const kind = geometry === null ? undefined : geometryKind(geometry);
    if (kind) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    else withoutGeometry += 1;
    const cells = layer.fields.flatMap(({ type }, index) => {
      const text = textOf(values[index] ?? null);
      const readable = type === 'list' && text !== null ? joinedList(text) : text;
      const width = widths[index];
      if (width && readable !== null) {
        const bytes = Buffer.byteLength(readable);
        width.bytes = Math.max(width.bytes, bytes);
        if (bytes > dbfText) width.cut += 1;
      }
      return type === 'list' ? [quoted(text), quoted(readable)] : [quoted(text)];
    });
    return `${[count, geometry ?? '', kind ?? '', ...cells].join(',')}\n`;
  };

  async function* chunks() {
    const columns = layer.fields.flatMap(({ type }, index) =>
      type === 'list' ? [`c${index}`, `l${index}`] : [`c${index}`],
    );
    let text = `${['n', 'geometry', 'kind', ...columns].join(',')}\n`;
    for await (const row of rows) {
      text += line(row);
      if (text.length < chunk) continue;
      yield text;
      text = '';
    }
    yield text;
  }

  await pipeline(chunks, createWriteStream(join(folder, stagedFile)));
  return { layer, folder, count, withoutGeometry, kinds, widths };
}

function quoted(text: string | null): string {
  return text === null ? '' : `"${text.replaceAll('"', '""')}"`;
}
