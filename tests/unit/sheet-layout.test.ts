import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { project, projections, trueNorth, unproject } from '../../server/geometry/gauss-kruger.ts';
import { loadFaces } from '../../server/pictures/drawing/faces.ts';
import { measureOn } from '../../server/pictures/print/draw-page.ts';
import { gridOf } from '../../server/pictures/print/grid.ts';
import { layout, type SheetPlan } from '../../server/pictures/print/layout.ts';
import type { Page, Placed } from '../../server/pictures/print/marks.ts';
import { directions, papers, sheetOf } from '../../server/pictures/print/papers.ts';
import { qrOf } from '../../server/pictures/print/qr-code.ts';
import { barSteps } from '../../server/pictures/print/scale-bar.ts';

loadFaces();
const measure = measureOn(createCanvas(1, 1).getContext('2d'));

const address = 'https://karta.enkoping.se/?lager=detaljplaner,exploateringsomraden#16.00/59.63600/17.07800';
const longWord = 'Donaudampfschifffahrtsgesellschaft'.repeat(6).slice(0, 200);
const sentence = 'Ändringen gäller gång- och cykelvägen söder om ån, där träden står kvar. ';

function plan(
  paper: (typeof papers)[number],
  direction: (typeof directions)[number],
  asked: Partial<SheetPlan['words']>,
) {
  const sheet = sheetOf(paper, direction);
  const made: SheetPlan = {
    sheet,
    lang: 'sv',
    scale: 1000,
    trueNorth: -1.8,
    grid: gridOf([617_000, 6_612_000, 617_000 + sheet.map.width, 6_612_000 + sheet.map.height], 1000, sheet.unit),
    qr: qrOf(address),
    words: {
      ...{ title: 'Detaljplaner', text: undefined, scale: 'Skala 1:1 000', credit: '© Enköpings kommun, CC0 1.0' },
      facts: ['SWEREF 99 TM (EPSG:3006)', 'Rutnät: 50 m', 'Utskriven 30 november 2026'],
      notices: [
        'Kartan är ingen grund för beslut: den visar vägen till det som gäller, och kan sakna något eller ha fel.',
      ],
      ...{ legend: 'Teckenförklaring', dataTitle: 'Data', data: ['Detaljplaner (version 4).'] },
      ...{ code: 'Öppna samma karta', continues: 'Fortsätter på sida 2', further: 'Detaljplaner, sida {page}' },
      ...asked,
    },
  };
  return made;
}

const rows = (count: number, unit: number) =>
  Array.from({ length: count }, (_, index) => ({ height: 4.4 * unit, isHeading: index % 9 === 0 }));

function meet(a: Placed, b: Placed): boolean {
  const slack = 1e-6;
  return (
    a.x + slack < b.x + b.width &&
    b.x + slack < a.x + a.width &&
    a.y + slack < b.y + b.height &&
    b.y + slack < a.y + a.height
  );
}

/** What lies on something else, or outside the page's margins. */
function faults({ placed, width, height }: Page): string[] {
  const overlapping = placed.flatMap((one, index) =>
    placed.slice(index + 1).flatMap((other) => (meet(one, other) ? [`${one.name} on ${other.name}`] : [])),
  );
  const outside = placed.filter(
    ({ x, y, width: wide, height: high }) =>
      x < 10 - 1e-6 || y < 10 - 1e-6 || x + wide > width - 10 + 1e-6 || y + high > height - 10 + 1e-6,
  );
  return [...overlapping, ...outside.map(({ name }) => `${name} outside`)];
}

function widestText({ marks }: Page, name: string): number {
  return Math.max(0, ...marks.flatMap((mark) => (mark.kind === 'text' && mark.text.includes(name) ? [mark.x] : [])));
}

const contents: [string, Partial<SheetPlan['words']>, number][] = [
  ['little', {}, 0],
  ['what is usual', { text: sentence }, 14],
  ['a long title and text', { title: sentence.repeat(3).slice(0, 200), text: sentence.repeat(28).slice(0, 2000) }, 30],
  ['words that are wider than the column', { title: longWord, text: longWord.repeat(9) }, 80],
  ['very much of everything', { data: Array(15).fill(sentence.repeat(3)), notices: Array(6).fill(sentence) }, 150],
];

describe.each(papers.flatMap((paper) => directions.map((direction) => [paper, direction] as const)))(
  'a sheet of %s %s',
  (paper, direction) => {
    it.each(contents)('with %s: nothing lies on anything else, or outside the margins', (_, words, count) => {
      const made = plan(paper, direction, words);
      const pages = layout(made, rows(count, made.sheet.unit), measure);
      expect(pages.flatMap(faults)).toEqual([]);
      const drawn = pages.flatMap(({ marks }) => marks.flatMap((mark) => (mark.kind === 'legend' ? [mark.index] : [])));
      expect(drawn).toEqual(Array.from({ length: count }, (_, index) => index));
      const texts = pages.flatMap(({ marks }) => marks.flatMap((mark) => (mark.kind === 'text' ? [mark] : [])));
      const told = texts.flatMap(({ text }) => (/sida \d/.test(text) ? [] : [text])).join(' ');
      for (const paragraph of [made.words.text ?? '', ...made.words.data])
        expect(told.replaceAll(/\s/g, '')).toContain(paragraph.replaceAll(/\s/g, ''));
      for (const { x, text, face, size, align = 'left' } of texts)
        if (align === 'left') expect(x + measure(text, face, size), text).toBeLessThanOrEqual(made.sheet.width - 10);
    });

    it('has the same map whatever is written', () => {
      const maps = contents.map(
        ([, words, count]) => layout(plan(paper, direction, words), rows(count, 1), measure)[0]?.map,
      );
      expect(new Set(maps.map((map) => JSON.stringify(map))).size).toBe(1);
    });
  },
);

it('says on the first page that there is a second', () => {
  const made = plan('A4', 'liggande', { text: sentence.repeat(28) });
  const [first, second] = layout(made, rows(40, 1), measure);
  expect(first && widestText(first, 'Fortsätter på sida 2')).toBeGreaterThan(0);
  expect(second && widestText(second, 'sida 2')).toBeGreaterThan(0);
});

it('measures the scale bar in round lengths', () => {
  for (const scale of [50, 200, 333, 1000, 2500, 12_345, 100_000, 500_000]) {
    const { metres, count } = barSteps(scale, 40);
    expect(Number(metres.toPrecision(1))).toBeCloseTo(metres, 9);
    expect(count).toBeGreaterThanOrEqual(2);
    expect((metres * count * 1000) / scale).toBeLessThanOrEqual(40);
  }
});

it('has no code where an address is longer than a camera can read', () => {
  expect(qrOf(address)?.count).toBeLessThan(60);
  expect(qrOf(`${address}${'å'.repeat(3000)}`)).toBeUndefined();
});

describe('SWEREF 99 by formula', () => {
  // As PROJ 9 has them.
  it.each([
    [3006, 12, 55, 308_124.3679, 6_098_907.825],
    [3006, 24, 66, 907_351.9808, 7_349_217.6675],
    [3006, 17.078, 59.636, 617_164.3415, 6_612_707.9906],
    [3010, 17.078, 59.636, 182_605.7681, 6_613_661.7815],
  ] as const)('EPSG:%i at %f, %f', (srid, longitude, latitude, east, north) => {
    const projection = projections[srid];
    const [x, y] = project(projection, longitude, latitude);
    expect(x).toBeCloseTo(east, 2);
    expect(y).toBeCloseTo(north, 2);
    const back = unproject(projection, x, y);
    expect(back[0]).toBeCloseTo(longitude, 9);
    expect(back[1]).toBeCloseTo(latitude, 9);
  });

  it('turns the arrow to the west of the grid east of its meridian, to the east west of it', () => {
    // γ ≈ Δλ · sin φ.
    expect(trueNorth(projections[3006], 17.078, 59.636)).toBeCloseTo(-2.078 * Math.sin((59.636 * Math.PI) / 180), 2);
    expect(trueNorth(projections[3006], 15, 59.636)).toBeCloseTo(0, 9);
    expect(trueNorth(projections[3010], 15, 59)).toBeCloseTo(1.5 * Math.sin((59 * Math.PI) / 180), 2);
  });
});
