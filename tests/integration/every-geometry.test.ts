import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { adoptTable } from '../../server/adopting/adopt.ts';
import { raw } from '../../server/database/sql.ts';
import { queryables } from '../../server/filter/index.ts';
import { fileFormatsOf, formatsOf } from '../../server/formats/index.ts';
import { openFile } from '../../server/publishing/reading/open.ts';
import { watchDefinitions } from '../../server/service/watch-definitions.ts';
import { eachDatabase } from '../setup/databases.ts';
import { startTestService, type TestService } from '../setup/service.ts';

const square = '(617000 6613000,617100 6613000,617100 6613100,617000 6613100,617000 6613000)';
const hole = '(617010 6613010,617010 6613020,617020 6613020,617020 6613010,617010 6613010)';

/** What a column of any geometry can hold, two-dimensional and with heights and measures. */
const shapes: Record<'former' | 'hojder', Record<string, string | null>> = {
  former: {
    punkt: 'POINT(617000 6613000)',
    punkter: 'MULTIPOINT(617000 6613000,617010 6613010)',
    linje: 'LINESTRING(617000 6613000,617010 6613010)',
    linjer: 'MULTILINESTRING((617000 6613000,617010 6613010),(617020 6613000,617030 6613010))',
    yta: `POLYGON(${square},${hole})`,
    ytor: `MULTIPOLYGON((${square}),((617200 6613000,617300 6613000,617300 6613100,617200 6613000)))`,
    samling: `GEOMETRYCOLLECTION(POINT(617000 6613000),LINESTRING(617000 6613000,617010 6613010),POLYGON(${square}))`,
    'samling i samling': `GEOMETRYCOLLECTION(GEOMETRYCOLLECTION(POINT(617000 6613000)),POLYGON(${square}))`,
    båge: 'CIRCULARSTRING(617000 6613000,617050 6613050,617100 6613000)',
    'bågig yta':
      'CURVEPOLYGON(CIRCULARSTRING(617000 6613000,617050 6613050,617100 6613000,617050 6612950,617000 6613000))',
    'tom punkt': 'POINT EMPTY',
    'tom yta': 'MULTIPOLYGON EMPTY',
    'tom samling': 'GEOMETRYCOLLECTION EMPTY',
    ingen: null,
  },
  hojder: {
    punkt: 'POINT ZM (617000 6613000 12 1)',
    linje: 'LINESTRING ZM (617000 6613000 12 1,617010 6613010 13 2)',
    yta: `POLYGON ZM (${square.replaceAll(/(\d+ \d+)/g, '$1 5 1')})`,
  },
};
const datasets = ['former', 'hojder'] as const;

eachDatabase('every format writes every geometry', (kind) => {
  let service: TestService;
  let stop: () => void;
  const folder = mkdtempSync(join(tmpdir(), 'allmanning-former-'));
  beforeAll(async () => {
    service = await startTestService(kind, {});
    const { database } = service.service;
    const { datasetsDir } = service.place.config;
    mkdirSync(datasetsDir, { recursive: true });
    const told: string[] = [];
    stop = watchDefinitions(service.service, (text) => told.push(text));
    await new Promise((resolve) => setTimeout(resolve, 300));
    for (const id of datasets) {
      const rows = Object.entries(shapes[id]).map(
        ([name, shape]) => `('${name}', '0381', 1.5, 'x', ${shape === null ? 'null' : `'SRID=3006;${shape}'`})`,
      );
      // Among the columns some that formats have names of their own for.
      await database.query(
        raw(`
        create table public.${id} (namn text primary key, kod text, fid double precision, "gml_id" text,
          geom geometry(${id === 'former' ? 'Geometry' : 'GeometryZM'}, 3006));
        insert into public.${id} values ${rows.join()}`),
      );
      const result = await adoptTable(database, `public.${id}`, { id, public: 'all' });
      if ('refused' in result) throw new Error(result.refused.reason.sv);
      const words = { title: { sv: id, en: id }, informationsagare: 'kommun', licence: 'CC0-1.0' };
      writeFileSync(join(datasetsDir, `${id}.json`), JSON.stringify({ ...JSON.parse(result.adopted.json), ...words }));
    }
    await vi.waitFor(() => expect(() => datasets.map((id) => service.service.published.dataset(id))).not.toThrow(), {
      timeout: 60_000,
    });
  });
  afterAll(async () => {
    stop?.();
    await service?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const definition = (id: string) => service.service.published.dataset(id);
  const readOf = async (name: string, bytes: Buffer, layer?: string) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    const opened = await openFile(path, layer);
    if (opened.kind !== 'table') throw new Error('NGP');
    const rows = [];
    for await (const row of opened.file.source.rows()) rows.push(row);
    await opened.file.close();
    return rows;
  };
  const bytesOf = async (path: string) => {
    const answer = await service.get(path);
    const body = Buffer.from(await answer.arrayBuffer());
    expect(answer.status, `${path}: ${body.toString('latin1').slice(0, 300)}`).toBe(200);
    return body;
  };

  test.each(datasets)('%s: all rows, one and none, in each format as a page', async (id) => {
    const items = `/geodata/v1/collections/${id}/items`;
    for (const format of formatsOf(definition(id))) {
      await bytesOf(`${items}?f=${format.id}&limit=100`);
      // GDAL takes its time.
      if ('encoder' in format) {
        for (const name of Object.keys(shapes[id])) {
          await bytesOf(`${items}?f=${format.id}&namn=${encodeURIComponent(name)}`);
        }
      } else {
        await bytesOf(`${items}?f=${format.id}&namn=punkt`);
      }
      await bytesOf(`${items}?f=${format.id}&namn=finns-inte`);
    }
  });

  test.each(datasets)('%s: each file can be read, and has every row', async (id) => {
    const names = Object.keys(shapes[id]).sort();
    const namesIn = (rows: readonly { properties: Record<string, unknown> }[]) =>
      rows.map(({ properties }) => String(properties.namn)).sort();
    for (const format of fileFormatsOf(definition(id))) {
      const bytes = await bytesOf(`/downloads/${id}.${format.extension}`);
      const file = `${id}.${format.extension}`;
      if (format.extension === 'kml') {
        // GDAL passes over what has no place. An empty point is nowhere, not at 0, 0.
        expect(bytes.toString().match(/<Placemark/g), file).toHaveLength(names.length);
        expect(bytes.toString()).not.toContain('>0,0<');
      }
      if (['geojson', 'csv', 'gml.zip', 'xlsx'].includes(format.extension)) {
        const rows = await readOf(file, bytes);
        expect(rows, file).toHaveLength(names.length);
        expect(namesIn(rows), file).toEqual(names);
        for (const { properties } of rows) expect(String(properties.kod), file).toBe('0381');
      }
      if (format.extension !== 'gpkg' && format.extension !== 'shp.zip') continue;
      const all: string[][] = [];
      for (const end of ['punkter', 'linjer', 'ytor']) all.push(namesIn(await readOf(file, bytes, `${id}_${end}`)));
      expect([...new Set(all.flat())].sort(), file).toEqual(names);
      if (id === 'hojder') {
        expect(all, file).toEqual([['punkt'], ['linje'], ['yta']]);
        continue;
      }
      // Each part of a collection is among its own kind.
      expect(all[0], file).toEqual(expect.arrayContaining(['punkt', 'punkter', 'samling', 'samling i samling']));
      expect(all[1], file).toEqual(['båge', 'linje', 'linjer', 'samling']);
      expect(all[2], file).toEqual(['bågig yta', 'samling', 'samling i samling', 'tom yta', 'yta', 'ytor']);
    }
  });

  test('a sheet takes a code for a text, and GDAL is told the types of a CSV', async () => {
    const csv = (await bytesOf('/downloads/former.excel.csv')).toString();
    expect(csv.match(/;"=""0381"""/g)).toHaveLength(Object.keys(shapes.former).length);
    const hint = (await bytesOf('/downloads/former.csvt')).toString();
    expect(hint).toBe('"String","String","Real","String","WKT"\r\n');
  });

  test('a filter by kind of geometry gives what one layer of QGIS can show', async () => {
    const items = '/geodata/v1/collections/former/items?limit=100';
    const page = z.looseObject({ features: z.array(z.looseObject({ id: z.string() })) });
    const found = async (query: string) =>
      (await service.json(`${items}&${query}`, page)).features.map(({ id }) => id).sort();
    expect(await found('filter=geometrityp=%27linje%27')).toEqual(['båge', 'linje', 'linjer']);
    expect(await found('geometrityp=yta')).toEqual(['bågig yta', 'tom yta', 'yta', 'ytor']);
    expect(await found('filter=geometrityp%20IN%20(%27punkt%27)')).toEqual(['punkt', 'punkter', 'tom punkt']);
    expect(await found('geometrityp=samling')).toEqual(['samling', 'samling i samling', 'tom samling']);
    expect(await found('filter=geometrityp%20IS%20NULL')).toEqual(['ingen']);
    const { properties } = await service.json(
      '/geodata/v1/collections/former/queryables',
      z.looseObject({ properties: z.record(z.string(), z.looseObject({ enum: z.array(z.string()).optional() })) }),
    );
    expect(properties.geometrityp?.enum).toEqual(['punkt', 'linje', 'yta', 'samling']);
    // A dataset of one kind needs none, and one with a field of that name keeps its own.
    expect(queryables(definition('detaljplaner')).map(({ name }) => name)).not.toContain('geometrityp');
    const { fields, ...rest } = definition('former');
    const own = { name: 'geometrityp', type: 'text', title: { sv: 'x', en: 'x' }, public: true } as const;
    const taken = queryables({ ...rest, fields: [...fields, own] }).filter(({ name }) => name === own.name);
    expect(taken).toMatchObject([{ field: own }]);
  });

  test('the geometries are those of the table', async () => {
    const page = JSON.parse((await bytesOf('/geodata/v1/collections/former/items?limit=100')).toString());
    const { features } = z.looseObject({ features: z.array(z.unknown()) }).parse(page);
    expect(features).toHaveLength(Object.keys(shapes.former).length);
    const gml = (await bytesOf('/downloads/former.gml')).toString();
    expect(gml.match(/<data:former /g)).toHaveLength(Object.keys(shapes.former).length);
    expect(gml.match(/<gml:MultiGeometry gml:id="[^"]*" srsName/g)).toHaveLength(2);
    // An empty one has no place in GML, and neither has none.
    expect(gml.match(/<data:geometryProperty>/g)).toHaveLength(10);
  });
});
