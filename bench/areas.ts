import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from './machine.ts';

const corners = 33;

/** A GeoJSON file of areas of 33 corners, row by row, for `tatorter`. Those that are `moved` lie 25 metres further east. */
export function fileOfAreas(name: string, rows: number, isMoved: (index: number) => boolean = () => false): string {
  const across = Math.ceil(Math.sqrt(rows));
  const features = Array.from({ length: rows }, (_, index) => {
    const shift = isMoved(index) ? 25 : 0;
    const [east, north] = [500_000 + (index % across) * 200 + shift, 6_500_000 + Math.floor(index / across) * 200];
    const ring = Array.from({ length: corners }, (_, corner) => {
      const angle = (2 * Math.PI * (corner % (corners - 1))) / (corners - 1);
      const reach = corner % 2 ? 60 : 90;
      return [round(east + reach * Math.cos(angle)), round(north + reach * Math.sin(angle))];
    });
    return JSON.stringify({
      type: 'Feature',
      properties: { kod: `K${index}`, namn: `Yta ${index}`, befolkning: index },
      geometry: { type: 'Polygon', coordinates: [ring] },
    });
  });
  const crs = JSON.stringify({ type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3006' } });
  const file = join(folder, name);
  writeFileSync(file, `{"type":"FeatureCollection","crs":${crs},"features":[${features.join(',\n')}]}`);
  return file;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
