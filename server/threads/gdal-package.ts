import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

/** Where gdal3.js has its WebAssembly, as its `path` wants it: from the working folder. */
export function gdalPackage(): string {
  const entry = createRequire(import.meta.url).resolve('gdal3.js/node.js');
  return relative(process.cwd(), join(dirname(entry), 'dist', 'package')) || '.';
}
