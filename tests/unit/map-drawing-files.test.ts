import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { afterAll, describe, expect, it } from 'vitest';
import { areaSchema, type Drawing } from '../../web/draw/drawing.ts';
import { writeDxf } from '../../web/draw/files/dxf-writing.ts';
import { FileFault } from '../../web/draw/files/fault.ts';
import { readGeoJson, writeGeoJson } from '../../web/draw/files/geojson.ts';
import { writeGeoPackage } from '../../web/draw/files/geopackage-writing.ts';
import { writeGpx } from '../../web/draw/files/gpx-writing.ts';
import { inSystem, toDrawings, toFeature } from '../../web/draw/files/keeping.ts';
import { readFile } from '../../web/draw/files/reading.ts';
import { toMetres } from '../../web/draw/files/systems.ts';
import { areaOf, distance, placeAt } from '../../web/draw/geometry/measure.ts';
import { gpb, wkb, writeGeoPackage as writeOdd } from '../setup/geopackage.ts';
import { hasOgr } from '../setup/ogr2ogr.ts';

/** Files that the map reads and writes, held against SQLite and GDAL. GPX is read by a browser: tests/browser. */

const folder = mkdtempSync(join(tmpdir(), 'allmanning-drawn-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const centre = [17.078, 59.636];
function square(size: number, from = centre): number[][] {
  const right = placeAt(from, 90, size);
  return [from, right, placeAt(right, 0, size), placeAt(from, 0, size), from];
}

const drawings: Drawing[] = [
  {
    id: '1',
    kind: 'point',
    name: 'Brunn',
    colour: 'blue',
    figures: false,
    geometry: { type: 'Point', coordinates: centre },
  },
  {
    id: '2',
    kind: 'text',
    name: 'Å & <ä>',
    colour: 'ink',
    figures: false,
    geometry: { type: 'Point', coordinates: centre },
  },
  {
    id: '3',
    kind: 'line',
    name: 'Stig',
    colour: 'red',
    figures: true,
    geometry: { type: 'LineString', coordinates: square(100) },
  },
  {
    ...{ id: '4', kind: 'area', name: 'Tomt', colour: 'green', figures: true },
    geometry: { type: 'Polygon', coordinates: [square(200), square(20, placeAt(centre, 45, 100))] },
  },
  {
    ...{ id: '5', kind: 'area', name: '', colour: 'purple', figures: false },
    geometry: { type: 'MultiPolygon', coordinates: [[square(10)], [square(10, placeAt(centre, 0, 50))]] },
  },
  {
    id: '6',
    kind: 'circle',
    name: 'Ring',
    colour: 'red',
    figures: true,
    radius: 120,
    geometry: { type: 'Point', coordinates: centre },
  },
];

const noXml = () => {
  throw new Error('no XML here');
};
const read = async (content: string | Uint8Array, system?: number) =>
  toDrawings(await readFile(new Blob([new Uint8Array(Buffer.from(content))]), noXml), system);
const packed = (all: readonly Drawing[]) =>
  writeGeoPackage(
    all.map((drawing) => inSystem(toFeature(drawing), toMetres(3006))),
    3006,
    '2026-11-30T12:00:00.000Z',
  );
function save(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}
/** A layer of a file as GDAL reads it, in GeoJSON in the file's own system. */
const ogr = (file: string, layer: string) =>
  execFileSync('ogr2ogr', ['-f', 'GeoJSON', '/vsistdout/', file, layer], { encoding: 'utf8' });

function areaIn(drawing: Omit<Drawing, 'id'> | undefined): number {
  const parsed = areaSchema.safeParse(drawing && 'geometry' in drawing ? drawing.geometry : undefined);
  return parsed.success ? areaOf(parsed.data) : Number.NaN;
}

/** What comes back is what was drawn: by kind, name, colour, and a millimetre. */
function expectSame(back: readonly Omit<Drawing, 'id'>[], order: readonly number[]): void {
  expect(back.map(({ kind, name, colour, figures }) => ({ kind, name, colour, figures }))).toEqual(
    order.map((index) => {
      const { kind, name, colour, figures } = drawings[index] ?? drawings[0] ?? {};
      return { kind, name, colour, figures };
    }),
  );
  for (const [at, index] of order.entries()) {
    const [one, other] = [back[at], drawings[index]];
    const place = (drawing: unknown) =>
      JSON.stringify(drawing)
        .match(/-?\d+\.\d+/g)
        ?.slice(0, 2)
        .map(Number) ?? [];
    expect(distance(place(one?.geometry), place(other?.geometry))).toBeLessThan(0.001);
  }
}

describe('GeoPackage', () => {
  it('comes back as it was drawn, is sound in the eyes of SQLite, and has layers in SWEREF 99 TM for GDAL', async () => {
    const bytes = packed(drawings);
    const { drawings: back, system } = await read(bytes);
    expect(system).toBe(3006);
    expectSame(back, [0, 1, 2, 3, 4, 5]);
    const circle = back.at(-1);
    expect(circle?.kind === 'circle' && circle.radius).toBe(120);
    const file = save('drawn.gpkg', bytes);
    const database = new sqlite.Database(file);
    expect(database.all('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(database.all('pragma foreign_key_check')).toEqual([]);
    expect(database.all("select namn, figurer from ytor where namn = 'Tomt'")).toEqual([{ namn: 'Tomt', figurer: 1 }]);
    expect(database.all("select count(*) as n from gpkg_contents where table_name = 'linjer'")).toEqual([{ n: 1 }]);
    database.exec("insert into ytor (namn) values ('ny')");
    expect(database.all('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    database.close();
    if (!hasOgr) return;
    const other = save('drawn-2.gpkg', bytes);
    for (const [layer, features] of Object.entries({ punkter: 2, linjer: 1, ytor: 3 })) {
      const told = ogr(other, layer);
      expect(told).toContain('urn:ogc:def:crs:EPSG::3006');
      expect(told.match(/"type": "Feature",/g)?.length).toBe(features);
    }
  });

  it('holds many drawings and long ones: several pages, floors of pages, and rows that go on in others', async () => {
    const many = Array.from({ length: 1500 }, (_, index): Drawing => {
      const corners = index % 100 === 0 ? 700 : 4;
      const coordinates = Array.from({ length: corners }, (_, corner) => placeAt(centre, corner, 10 + corner + index));
      return {
        id: `${index}`,
        kind: 'line',
        name: `Linje ${index}`,
        colour: 'ink',
        figures: false,
        geometry: { type: 'LineString', coordinates },
      };
    });
    const bytes = packed(many);
    const { drawings: back } = await read(bytes);
    expect(back.map(({ name }) => name)).toEqual(many.map(({ name }) => name));
    const [long] = back;
    expect(long?.kind === 'line' && long.geometry.coordinates.length).toBe(700);
    const database = new sqlite.Database(save('many.gpkg', bytes));
    expect(database.all('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(database.all('select count(*) as n, max(fid) as last from linjer')).toEqual([{ n: 1500, last: 1500 }]);
    database.close();
  });

  it('of others: any column with a name, a zone, heights, what was deleted, pages of another size', async () => {
    const file = join(folder, 'other.gpkg');
    const place = (east: number, north: number) => gpb(wkb('little', 'b1', 'i1001', east, north, 12.5));
    writeOdd(
      file,
      [
        {
          name: 'brunnar, gamla',
          columns:
            '"Namn, fullt" text, djup real default (1 + 2) check (djup in (-1,2) or djup >= 0), namn text not null',
          geometry: { column: 'plats', type: 'POINT', srid: 100001 },
          rows: Array.from(
            { length: 300 },
            (_, index) => `${place(182_448 + index, 6_613_957.5)}, 'x', ${index}, 'Brunn ${index}'`,
          ),
        },
      ],
      'delete from "brunnar, gamla" where fid % 3 = 0; pragma journal_mode = delete; vacuum',
    );
    const { drawings: back, system } = await read(readFileSync(file));
    expect(system).toBe(3010);
    expect(back.length).toBe(200);
    expect(back[1]?.name).toBe('Brunn 1');
    const [first] = back;
    expect(first?.kind === 'point' && distance(first.geometry.coordinates, [17.075249, 59.638667])).toBeLessThan(0.1);
  });

  it('says of a file that was cut, or is some other database, what is wrong', async () => {
    const whole = packed(drawings);
    await expect(read(whole.subarray(0, 9000))).rejects.toEqual(new FileFault('brokenFile'));
    const bent = Uint8Array.from(whole);
    bent.fill(7, 4096 * 2);
    await expect(read(bent)).rejects.toBeInstanceOf(FileFault);
    const other = join(folder, 'other.sqlite');
    const database = new sqlite.Database(other);
    database.exec('create table a (b text)');
    database.close();
    await expect(read(readFileSync(other))).rejects.toEqual(new FileFault('notGeoPackage'));
  });
});

describe('DXF', () => {
  it('is in metres of SWEREF 99 TM, in layers, and comes back', async () => {
    const text = writeDxf(drawings, 3006);
    const { drawings: back, system } = await read(text);
    expect(system).toBe(3006);
    expect(back.filter(({ kind }) => kind === 'text').map(({ name }) => name)).toContain('Å & <ä>');
    const areas = back.flatMap((drawing) => (drawing.kind === 'area' ? [areaOf(drawing.geometry)] : []));
    const tomt = areas.find((area) => Math.abs(area - 40_000) < 5);
    expect(tomt).toBeDefined();
    expect(back.filter(({ kind }) => kind === 'point').length).toBe(1);
    if (!hasOgr) return;
    const told = ogr(save('drawn.dxf', text), 'entities');
    expect(told).toContain('"Layer": "ritning - green"');
    expect(told).toContain('"Text": "Tomt"');
  });

  it('of others: arcs, blocks, old polylines and circles; and what it left out', async () => {
    const east = 617_000;
    const north = 6_613_000;
    const tags = [
      [
        '0 SECTION',
        '2 BLOCKS',
        '0 BLOCK',
        '2 träd',
        '10 0',
        '20 0',
        '0 LINE',
        '10 0',
        '20 0',
        '11 3',
        '21 4',
        '0 ENDBLK',
        '0 ENDSEC',
      ],
      ['0 SECTION', '2 ENTITIES'],
      ['0 LWPOLYLINE', '90 2', '70 1', `10 ${east}`, `20 ${north}`, '42 1', `10 ${east + 20}`, `20 ${north}`, '42 1'],
      [
        '0 POLYLINE',
        '70 0',
        '0 VERTEX',
        `10 ${east}`,
        `20 ${north}`,
        '0 VERTEX',
        `10 ${east + 30}`,
        `20 ${north + 40}`,
        '0 SEQEND',
      ],
      ['0 CIRCLE', `10 ${east}`, `20 ${north}`, '40 50'],
      ['0 INSERT', '2 träd', `10 ${east}`, `20 ${north}`, '41 10', '42 10', '50 90'],
      ['0 TEXT', `10 ${east}`, `20 ${north}`, '40 2.5', '1 {\\fArial|b0;Gård}\\PTvå'],
      ['0 SPLINE', '70 8', '0 HATCH', '70 0', '0 SPLINE', '70 8', '0 ENDSEC', '0 EOF'],
    ];
    const text = `${tags
      .flat()
      .map((tag) => tag.replace(' ', '\r\n'))
      .join('\r\n')}\r\n`;
    const found = await readFile(new Blob([text]), noXml);
    expect(found.skipped).toEqual({ SPLINE: 2, HATCH: 1 });
    const { drawings: back, system } = toDrawings(found);
    expect(system).toBe(3006);
    expect(back.map(({ kind }) => kind)).toEqual(['area', 'line', 'area', 'line', 'text']);
    const [disc, stick, ring, tree, words] = back;
    // The grid's scale is 0.99975; an arc is drawn by a corner for each 4 degrees.
    expect(areaIn(disc) / (Math.PI * 100)).toBeCloseTo(1, 2);
    expect(areaIn(ring) / (Math.PI * 2500)).toBeCloseTo(1, 2);
    expect(
      stick?.kind === 'line' && distance(stick.geometry.coordinates[0] ?? [], stick.geometry.coordinates[1] ?? []),
    ).toBeCloseTo(50.01, 1);
    expect(
      tree?.kind === 'line' && distance(tree.geometry.coordinates[0] ?? [], tree.geometry.coordinates[1] ?? []),
    ).toBeCloseTo(50.01, 1);
    expect(words?.name).toBe('Gård Två');
  });

  it('that is binary, or of which nothing can be drawn, is refused with the reason', async () => {
    await expect(read('AutoCAD Binary DXF\r\n')).rejects.toEqual(new FileFault('binaryDxf'));
    await expect(read('0\nSECTION\n2\nENTITIES\n0\nSPLINE\n70\n8\n0\nENDSEC\n0\nEOF\n')).rejects.toEqual(
      new FileFault('nothingInFile', 'SPLINE'),
    );
    await expect(read('0\nSECTION\n2\nHEADER\n0\nENDSEC\n')).rejects.toEqual(new FileFault('notDxf'));
  });
});

describe('GeoJSON', () => {
  it('comes back as it was drawn', async () => {
    const { drawings: back, system } = await read(writeGeoJson(drawings));
    expect(system).toBe(4326);
    expectSame(back, [0, 1, 2, 3, 4, 5]);
  });

  it('in metres is read by its crs, by its numbers, or as a person says', async () => {
    const place = (x: number, y: number, crs = '') =>
      `{"type":"Feature",${crs}"properties":null,"geometry":{"type":"Point","coordinates":[${x},${y}]}}`;
    const crs = '"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3010"}},';
    const cases: [string, number | undefined, number][] = [
      [place(182_448.027, 6_613_957.501, crs), undefined, 3010],
      [place(182_448.027, 6_613_957.501), undefined, 3010],
      [place(617_000, 6_613_000), undefined, 3006],
      [place(6_613_000, 617_000), undefined, 3006],
      [place(1_900_808.058, 8_319_726.653), 3857, 3857],
    ];
    for (const [text, said, expected] of cases) {
      const { drawings: back, system } = await read(text, said);
      expect(system, text).toBe(expected);
      const [drawing] = back;
      expect(
        drawing?.kind === 'point' && distance(drawing.geometry.coordinates, [17.075249, 59.638667]),
        text,
      ).toBeLessThan(0.1);
    }
    await expect(read(place(12_345, 678))).rejects.toEqual(new FileFault('unknownSystem'));
    await expect(read(place(1, 2, crs.replace('3010', '2154')))).rejects.toEqual(
      new FileFault('unknownSystem', 'EPSG:2154'),
    );
  });

  it('that is none says where', async () => {
    await expect(read('{"type":"FeatureCollection","features":[{"type":"Feature"')).rejects.toMatchObject({
      fault: 'notJson',
    });
    expect(() => readGeoJson('{"type":"Topology"}')).toThrowError(FileFault);
    await expect(read('{"type":"FeatureCollection","features":[]}')).rejects.toEqual(new FileFault('nothingInFile'));
    await expect(read('namn;x;y')).rejects.toEqual(new FileFault('unknownFile'));
  });
});

it.skipIf(!hasOgr)('GPX has waypoints and tracks for GDAL', () => {
  const file = save('drawn.gpx', writeGpx(drawings));
  expect(ogr(file, 'waypoints')).toContain('"name": "Å & <ä>"');
  expect(ogr(file, 'tracks').match(/MultiLineString/g)?.length).toBe(4);
});
