import { open } from 'node:fs/promises';

/** Its header stands first and is some kilobytes. */
const headerBytes = 65_536;

/** GDAL's header says inches: these are the values of metres (DXF Reference, HEADER: $INSUNITS 6, $MEASUREMENT 1). */
const metric = [
  [/(\$INSUNITS\s+70\s+)1(?=\s)/, '6'],
  [/(\$MEASUREMENT\s+70\s+)0(?=\s)/, '1'],
] as const;

/** Makes a DXF of GDAL's say that its units are metres. Throws when it has no place for that. */
export async function sayMetres(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headerBytes), 0, headerBytes, 0);
    const header = buffer.toString('latin1', 0, bytesRead);
    for (const [pattern, value] of metric) {
      const found = pattern.exec(header);
      if (!found) throw new Error(`No ${pattern.source} in the header of a DXF`);
      await file.write(value, found.index + (found[1] ?? '').length, 'latin1');
    }
  } finally {
    await file.close();
  }
}
