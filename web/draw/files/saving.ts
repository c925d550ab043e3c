import { saveFile } from '../../save-file.ts';
import type { Drawing } from '../drawing.ts';
import { writeDxf } from './dxf-writing.ts';
import { writeGeoJson } from './geojson.ts';
import { writeGeoPackage } from './geopackage-writing.ts';
import { writeGpx } from './gpx-writing.ts';
import { inSystem, toFeature } from './keeping.ts';
import { type SystemCode, toMetres } from './systems.ts';

/** Drawings as files. */
export const formats = {
  geojson: {
    title: 'GeoJSON',
    type: 'application/geo+json',
    write: (drawings: readonly Drawing[]) => writeGeoJson(drawings),
  },
  gpkg: {
    title: 'GeoPackage',
    type: 'application/geopackage+sqlite3',
    write: (drawings: readonly Drawing[], system: SystemCode) =>
      writeGeoPackage(
        drawings.map((drawing) => inSystem(toFeature(drawing), toMetres(system))),
        system,
        new Date().toISOString(),
      ),
  },
  dxf: {
    title: 'DXF',
    type: 'image/vnd.dxf',
    write: (drawings: readonly Drawing[], system: SystemCode) => writeDxf(drawings, system),
  },
  gpx: {
    title: 'GPX',
    type: 'application/gpx+xml',
    write: (drawings: readonly Drawing[]) => writeGpx(drawings),
  },
} as const;

export type FormatName = keyof typeof formats;

/** Lets the browser save a file. */
export function save(format: FormatName, drawings: readonly Drawing[], system: SystemCode): void {
  const { type, write } = formats[format];
  const content = write(drawings, system);
  const body = typeof content === 'string' ? content : new Uint8Array(content);
  saveFile(`ritning.${format}`, body, type);
}
