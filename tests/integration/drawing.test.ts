import { createCanvas, loadImage } from '@napi-rs/canvas';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { raw } from '../../server/database/sql.ts';
import { systemOf } from '../../server/features/index.ts';
import type { Content, PictureType } from '../../server/pictures/content.ts';
import type { Frame } from '../../server/pictures/frame.ts';
import { palettes } from '../../server/styles/palette.ts';
import { eachDatabase } from '../setup/databases.ts';
import { startTestService, type TestService } from '../setup/service.ts';

/** A square of 100 m in SWEREF 99 TM; one with a hole of 60 m that is wound the same way round; and a name that is none. */
const drawn = raw(`
  insert into public.byggnader (id, typ, geom)
  values ('ruta', 'småhus', st_multi(st_makeenvelope(600000, 6610000, 600100, 6610100, 3006)));
  insert into public.byggnader (id, typ, geom)
  values ('gård', 'småhus', st_geomfromtext('MULTIPOLYGON(((600500 6610000,600600 6610000,600600 6610100,600500 6610100,600500 6610000),
    (600520 6610020,600580 6610020,600580 6610080,600520 6610080,600520 6610020)))', 3006));
  insert into public.tatorter (kod, namn, befolkning, geom)
  values ('långt', repeat(E'a\\t\\u0007 ', 5000), 9000000, st_multi(st_makeenvelope(600300, 6610000, 600310, 6610010, 3006)))`);

const content: Content = {
  datasets: [],
  paper: true,
  transparent: false,
  theme: 'light',
  lang: 'sv',
  ended: false,
  filters: new Map(),
};

function frameOf(srid: number, box: Frame['box'], width: number, height: number): Frame {
  const crs = systemOf(srid);
  if (!crs) throw new Error(`no ${srid}`);
  return { crs, box, width, height, pixelRatio: 1 };
}

const inSweref = frameOf(3006, [599950, 6609950, 600150, 6610150], 200, 200);

/** An SVG as dots, as another reader draws it. */
async function rendered(svg: Buffer): Promise<PNG> {
  const image = await loadImage(svg);
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  return PNG.sync.read(await canvas.encode('png'));
}

eachDatabase('drawing', (kind) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(kind, { EXAMPLE_SCALE: '1' });
    await service.service.database.query(drawn);
    await service.heard();
  });
  afterAll(() => service?.stop());

  const draw = async (frame: Frame, more: Partial<Content> = {}, type: PictureType = 'png', isOneOfMany = false) =>
    (
      await service.service.pictures.draw(service.service, {
        frame,
        content: { ...content, ...more },
        type,
        isOneOfMany,
      })
    ).bytes;

  const colourAt = (png: PNG, x: number, y: number) => {
    const at = (y * png.width + x) * 4;
    return `#${png.data.subarray(at, at + 3).toString('hex')}`;
  };

  test('what is stored in a system lies there to the dot', async () => {
    const png = PNG.sync.read(await draw(inSweref));
    const inside = palettes.light.building;
    expect([colourAt(png, 51, 100), colourAt(png, 148, 100)]).toEqual([inside, inside]);
    expect([colourAt(png, 100, 51), colourAt(png, 100, 148)]).toEqual([inside, inside]);
    for (const [x, y] of [
      [48, 100],
      [151, 100],
      [100, 48],
      [100, 151],
    ] as const)
      expect(colourAt(png, x, y)).toBe(colourAt(png, 10, 10));
  });

  test('a hole is a hole, whichever way round it is written', async () => {
    for (const type of ['png', 'svg'] as const) {
      const around = frameOf(3006, [600450, 6609950, 600650, 6610150], 200, 200);
      const bytes = await draw(around, {}, type);
      const png = type === 'png' ? PNG.sync.read(bytes) : await rendered(bytes);
      expect(colourAt(png, 60, 100)).toBe(palettes.light.building);
      expect(colourAt(png, 100, 100)).toBe(colourAt(png, 10, 10));
    }
  });

  test('twice the dots is the same picture, and grey has no hue', async () => {
    const fine = PNG.sync.read(await draw({ ...inSweref, pixelRatio: 2 }));
    expect([fine.width, fine.height]).toEqual([400, 400]);
    expect(colourAt(fine, 102, 200)).toBe(palettes.light.building);
    expect(colourAt(fine, 97, 200)).not.toBe(palettes.light.building);
    const grey = PNG.sync.read(await draw(inSweref, { theme: 'grey', datasets: ['detaljplaner'] }));
    for (let at = 0; at < grey.data.length; at += 4 * 97)
      expect([grey.data[at + 1], grey.data[at + 2]]).toEqual([grey.data[at], grey.data[at]]);
  });

  test('without paper and transparent there is nothing where nothing is', async () => {
    const png = PNG.sync.read(await draw(inSweref, { paper: false, transparent: true }));
    expect(png.data.every((value) => value === 0)).toBe(true);
  });

  test('lines, areas and patterns go on over the edge of one of many pictures', async () => {
    // So far out that plans have no names: which of several names has a place may differ.
    const [west, south] = [613900, 6611000];
    const metres = 12;
    const tile = async (from: number): Promise<PNG> => {
      const box = [west + from * metres, south, west + (from + 256) * metres, south + 256 * metres] as const;
      return PNG.sync.read(await draw(frameOf(3006, box, 256, 256), { datasets: ['detaljplaner'] }, 'png', true));
    };
    const joint = new PNG({ width: 512, height: 256 });
    PNG.bitblt(await tile(0), joint, 0, 0, 256, 256, 0, 0);
    PNG.bitblt(await tile(256), joint, 0, 0, 256, 256, 256, 0);
    // A picture that has the seam in its middle: what is there is whole.
    const across = await tile(128);
    let other = 0;
    for (let y = 0; y < 256; y++) {
      for (let x = 226; x < 286; x++) {
        const [here, there] = [(y * 512 + x) * 4, (y * 256 + x - 128) * 4];
        const differs = [0, 1, 2].some(
          (channel) => Math.abs((joint.data[here + channel] ?? 0) - (across.data[there + channel] ?? 0)) > 40,
        );
        if (differs) other += 1;
      }
    }
    expect(other / (60 * 256)).toBeLessThan(0.02);
  });

  test('PDF and SVG have lines and letters, and no image of them', async () => {
    const town = frameOf(3006, [616000, 6611800, 618000, 6613300], 1000, 750);
    const more = { datasets: ['detaljplaner', 'planbestammelser', 'exploateringsomraden'] };
    const pdf = await draw(town, more, 'pdf');
    expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(pdf.toString('latin1')).not.toContain('/Subtype /Image');
    expect(pdf.toString('latin1')).toContain('/BaseFont');
    const svg = (await draw(town, more, 'svg')).toString();
    expect(svg).not.toContain('<image');
    expect(svg).toContain('<text');
  });

  test('a name of 20,000 letters and control characters takes nothing down', async () => {
    const around = frameOf(3006, [560000, 6570000, 640000, 6650000], 400, 400);
    expect((await draw(around)).length).toBeGreaterThan(500);
  });

  test('a place on the other side of the world is empty land', async () => {
    const far = frameOf(4326, [-150, -60, -140, -50], 300, 300);
    const png = PNG.sync.read(await draw(far, { datasets: ['detaljplaner'] }));
    expect(colourAt(png, 150, 150)).toBe(palettes.light.outside);
  });
});
