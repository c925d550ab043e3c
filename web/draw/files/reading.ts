import { readDxf } from './dxf-reading.ts';
import { FileFault } from './fault.ts';
import type { Found } from './found.ts';
import { readGeoJson } from './geojson.ts';
import { readGeoPackage } from './geopackage-reading.ts';

/** More than that nobody draws, and a browser chokes on. */
const mostBytes = 30_000_000;

/** What a file holds, by what it is and not by what it is called. `readXml`: a browser's (gpx-reading.ts). */
export async function readFile(file: Blob, readXml: (text: string) => Found): Promise<Found> {
  if (file.size > mostBytes) throw new FileFault('tooLarge', String(Math.round(file.size / 1e6)));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 64));
  const found = start.startsWith('SQLite format 3') ? readGeoPackage(bytes) : readText(textOf(bytes), readXml);
  if (found.features.length === 0) throw new FileFault('nothingInFile', Object.keys(found.skipped).join(', '));
  return found;
}

function readText(text: string, readXml: (text: string) => Found): Found {
  const start = text.trimStart();
  if (start.startsWith('{')) return readGeoJson(text);
  if (start.startsWith('<')) return readXml(text);
  if (start.startsWith('AutoCAD Binary DXF') || /^\s*(0\s+SECTION|999)/.test(start)) return readDxf(text);
  throw new FileFault('unknownFile');
}

/** UTF-8, or Latin 1 as older DXF files have it. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
