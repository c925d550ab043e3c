import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileState, requireUnchanged } from '../../server/publishing/reading/file-state.ts';
import { openFile } from '../../server/publishing/reading/open.ts';
import { findingList, Refusal } from '../../server/publishing/report.ts';
import { readSs637040 } from '../../server/publishing/ss637040/read.ts';
import { fixture } from '../setup/publishing.ts';

let folder = '';
let asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.end('x');
});
let address = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'allmanning-hostile-'));
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const at = server.address();
  address = `http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Everything up to the last row; the code of what it was refused for. */
async function read(file: string): Promise<string | null> {
  try {
    const opened = await openFile(file, undefined);
    if (opened.kind === 'ss637040') {
      const findings = findingList();
      await readSs637040(file, {}, findings);
      return findings.findings.find(({ severity }) => severity === 'error')?.code ?? null;
    }
    if (opened.kind !== 'table') return null;
    for await (const _ of opened.file.source.rows()) {
      // Only to read it whole.
    }
    await opened.file.close();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.problem.code;
    throw error;
  }
}

const entities = `<!DOCTYPE k [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(100)}"><!ENTITY c SYSTEM "file:///etc/passwd">]>`;
const vrt =
  '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>';
const manyCorners = (between: string) =>
  Array.from({ length: 500_002 }, (_, index) => `17.${index},59.6`).join(between);
const shapefileZip = () => readFileSync(fixture('omraden_shp.zip'));

/** A zip whose entry is called otherwise, at the same length. */
function renamedZip(from: string, to: string) {
  const zip = shapefileZip();
  const [old, name] = [Buffer.from(from), Buffer.from(to.padEnd(from.length, 'x'))];
  for (let at = zip.indexOf(old); at >= 0; at = zip.indexOf(old, at + 1)) name.copy(zip, at);
  return zip;
}

/** Each entry says that it is a hundred times as large, and a gigabyte. */
function swellingZip() {
  const zip = shapefileZip();
  for (let at = zip.indexOf('PK\u0001\u0002'); at >= 0; at = zip.indexOf('PK\u0001\u0002', at + 1)) {
    zip.writeUInt32LE(512 * 1024 ** 2, at + 24);
  }
  return zip;
}

const files: Record<string, { code: string; make: (file: string) => void }> = {
  'bomb.kml': { code: 'xml-doctype', make: (file) => writeFileSync(file, `${entities}<kml><Document/></kml>`) },
  'bomb.gml': {
    code: 'xml-doctype',
    make: (file) => writeFileSync(file, `<?xml version="1.0"?><!-- <a> -->${entities}<a>&b;</a>`),
  },
  'utf16.gml': {
    code: 'xml-doctype',
    make: (file) => writeFileSync(file, Buffer.from(`\ufeff${entities}<a>&b;</a>`, 'utf16le')),
  },
  'plan.xml': {
    code: 'xml-doctype',
    make: (file) =>
      writeFileSync(
        file,
        readFileSync(fixture('plan_ss637040.xml'), 'utf8').replace('<DP_Data', `${entities}<DP_Data`),
      ),
  },
  'karta.vrt': { code: 'file-unreadable', make: (file) => writeFileSync(file, vrt) },
  'karta.gpkg': { code: 'file-unreadable', make: (file) => writeFileSync(file, vrt) },
  'bild.shp': { code: 'file-unreadable', make: (file) => writeFileSync(file, 'GIF89a') },
  'ut.zip': { code: 'zip-path', make: (file) => writeFileSync(file, renamedZip('karta/', '../../')) },
  'svall.zip': { code: 'zip-packed', make: (file) => writeFileSync(file, swellingZip().subarray()) },
  mapp: { code: 'file-unreadable', make: (file) => mkdirSync(file) },
  'ror.geojson': { code: 'not-a-file', make: (file) => execFileSync('mkfifo', [file]) },
  'noll.csv': { code: 'not-a-file', make: (file) => symlinkSync('/dev/zero', file) },
  'horn.kml': {
    code: 'geometry-too-large',
    make: (file) =>
      writeFileSync(
        file,
        `<kml><Document><Placemark><LineString><coordinates>${manyCorners(' ')}</coordinates></LineString></Placemark></Document></kml>`,
      ),
  },
  'horn.gml': {
    code: 'geometry-too-large',
    make: (file) =>
      writeFileSync(
        file,
        `<c><member><a><geom><pos>${manyCorners('</pos><pos>').replaceAll(',', ' ')}</pos></geom></a></member></c>`,
      ),
  },
  'horn.mif': {
    code: 'geometry-too-large',
    make: (file) =>
      writeFileSync(file, `Version 300\nData\n\nPline 500002\n${manyCorners('\n').replaceAll(',', ' ')}\n`),
  },
  'horn.dxf': {
    code: 'geometry-too-large',
    make: (file) =>
      writeFileSync(
        file,
        `0\nSECTION\n2\nENTITIES\n0\nLWPOLYLINE\n${'10\n617000.5\n20\n6613000.5\n'.repeat(500_002)}0\nENDSEC\n0\nEOF\n`,
      ),
  },
  'rad.csv': {
    code: 'row-too-large',
    make: (file) => writeFileSync(file, `kod;wkt\n1;"${'1 2, '.repeat(3_000_000)}"\n`),
  },
};

test.each(Object.entries(files))(
  '%s is refused within half a minute, with a sentence',
  async (name, { code, make }) => {
    const file = join(folder, name);
    make(file);
    const started = performance.now();
    expect(await read(file)).toBe(code);
    expect(performance.now() - started).toBeLessThan(30_000);
  },
);

test('a surface of five million corners takes less than 600 MB', () => {
  const corners = 5_000_000;
  const record = Buffer.alloc(8 + 48 + corners * 16);
  record.writeInt32BE(1, 0);
  record.writeInt32BE((record.length - 8) / 2, 4);
  record.writeInt32LE(5, 8);
  record.writeInt32LE(1, 44);
  record.writeInt32LE(corners, 48);
  for (let index = 0; index < corners; index += 1) {
    record.writeDoubleLE(617_000 + Math.cos((index / (corners - 1)) * 2 * Math.PI), 56 + index * 16);
    record.writeDoubleLE(6_613_000 + Math.sin((index / (corners - 1)) * 2 * Math.PI), 64 + index * 16);
  }
  const header = (bytes: number) => {
    const head = Buffer.alloc(100);
    head.writeInt32BE(9994, 0);
    head.writeInt32BE(bytes / 2, 24);
    head.writeInt32LE(1000, 28);
    head.writeInt32LE(5, 32);
    return head;
  };
  const index = Buffer.alloc(8);
  index.writeInt32BE(50, 0);
  index.writeInt32BE((record.length - 8) / 2, 4);
  writeFileSync(join(folder, 'stor.shp'), Buffer.concat([header(100 + record.length), record]));
  writeFileSync(join(folder, 'stor.shx'), Buffer.concat([header(108), index]));
  const script = `
    import { readFileSync } from 'node:fs';
    import { openFile } from ${JSON.stringify(new URL('../../server/publishing/reading/open.ts', import.meta.url).href)};
    openFile(${JSON.stringify(join(folder, 'stor.shp'))}).then(() => 'read', (error) => error.problem?.code).then((code) => {
      console.log(code, Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024);
      process.exit();
    });`;
  writeFileSync(join(folder, 'read.mts'), script);
  const child = spawnSync(process.execPath, ['--import', 'tsx', join(folder, 'read.mts')], { encoding: 'utf8' });
  const [code, megabytes] = child.stdout.trim().split(' ');
  expect(code).toMatch(/geometry-too-large|file-memory/);
  expect(Number(megabytes)).toBeLessThan(600);
});

test.each([
  [
    'lank.gml',
    () =>
      `<c xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:gml="http://www.opengis.net/gml"><gml:featureMember><a><kod>1</kod><del xlink:href="${address}/del"/><geom><gml:Point><gml:pos>1 2</gml:pos></gml:Point></geom></a></gml:featureMember></c>`,
  ],
  [
    'lank.kml',
    () =>
      `<kml xmlns="http://www.opengis.net/kml/2.2"><Document><NetworkLink><Link><href>${address}/kml</href></Link></NetworkLink><Placemark><styleUrl>${address}/stil</styleUrl><Point><coordinates>17,59</coordinates></Point></Placemark></Document></kml>`,
  ],
  [
    'lank.vrt',
    () =>
      `<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/vsicurl/${address}/a.geojson</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>`,
  ],
  [
    'lank.json',
    () =>
      `{"type":"FeatureCollection","crs":{"type":"link","properties":{"href":"${address}/crs","type":"proj4"}},"features":[{"type":"Feature","properties":{},"geometry":null}]}`,
  ],
  ['lank.xml', () => readFileSync(fixture('plan_ss637040.xml'), 'utf8').replace('"#sida"', `"${address}/L1"`)],
])('%s makes nobody ask another address', async (name, content) => {
  const file = join(folder, name);
  writeFileSync(file, content());
  asked = [];
  await read(file);
  expect(asked).toEqual([]);
});

test('a file that is written to while it is read is found out', async () => {
  const file = join(folder, 'vaxer.csv');
  writeFileSync(file, 'kod\n1\n');
  const before = await fileState(file);
  await requireUnchanged(file, before);
  writeFileSync(file, 'kod\n1\n2\n');
  await expect(requireUnchanged(file, before)).rejects.toMatchObject({ problem: { code: 'file-changed' } });
});
