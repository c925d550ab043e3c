import type { Position } from 'geojson';
import type { Drawing } from '../drawing.ts';
import { geometryOf } from '../shape.ts';

/** GPX 1.1 (topografix.com/GPX/1/1): points as waypoints, all else as tracks. It has no areas: the ring of one is a track. */
export function writeGpx(drawings: readonly Drawing[]): string {
  const points: string[] = [];
  const tracks: string[] = [];
  for (const drawing of drawings) {
    const geometry = geometryOf(drawing);
    const name = drawing.name ? `<name>${escaped(drawing.name)}</name>` : '';
    if (geometry.type === 'Point') points.push(`<wpt ${place(geometry.coordinates)}>${name}</wpt>`);
    else if (geometry.type === 'LineString') tracks.push(track(name, [geometry.coordinates]));
    else if (geometry.type === 'Polygon') tracks.push(track(name, geometry.coordinates));
    else if (geometry.type === 'MultiPolygon') tracks.push(track(name, geometry.coordinates.flat()));
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gpx version="1.1" creator="Allmänning" xmlns="http://www.topografix.com/GPX/1/1">',
    ...points,
    ...tracks,
    '</gpx>\n',
  ].join('\n');
}

function track(name: string, lines: readonly (readonly Position[])[]): string {
  const segments = lines.map(
    (line) => `<trkseg>${line.map((corner) => `<trkpt ${place(corner)}/>`).join('')}</trkseg>`,
  );
  return `<trk>${name}${segments.join('')}</trk>`;
}

function place([longitude = 0, latitude = 0]: Position): string {
  return `lat="${latitude.toFixed(8)}" lon="${longitude.toFixed(8)}"`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/\p{Cc}/gu, ' ');
}
