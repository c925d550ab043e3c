import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { z } from 'zod';

/** A PDF as another program than ours reads it. Millimetres from the lower left corner of the page. */
export interface ReadPdf {
  info: Record<string, unknown>;
  /** The catalogue's. */
  viewer: Record<string, unknown>;
  pages: ReadPage[];
}

export interface ReadPage {
  width: number;
  height: number;
  /** All text, a space between its pieces. */
  text: string;
  pieces: { text: string; x: number; y: number }[];
  /** Corners of the paths that are drawn, x and y in turn. */
  paths: number[][];
  /** Pictures of dots in it. */
  images: number;
}

type Matrix = readonly [number, number, number, number, number, number];
const matrixShape = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]);
const millimetre = 25.4 / 72;

export async function readPdf(bytes: ArrayBuffer): Promise<ReadPdf> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const { info } = z.object({ info: z.record(z.string(), z.unknown()) }).parse(await document.getMetadata());
  const viewer = z.record(z.string(), z.unknown()).parse((await document.getViewerPreferences()) ?? {});
  const pages: ReadPage[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
    const content = await page.getTextContent();
    const pieces = content.items.flatMap((item) => {
      if (!('str' in item)) return [];
      const [, , , , x, y] = matrixShape.parse(item.transform);
      return [{ text: item.str, x: x * millimetre, y: y * millimetre }];
    });
    const { fnArray, argsArray } = await page.getOperatorList();
    pages.push({
      width: (right - left) * millimetre,
      height: (top - bottom) * millimetre,
      text: pieces.map(({ text }) => text).join(' '),
      pieces,
      ...drawn(fnArray, argsArray),
    });
  }
  await document.destroy();
  return { info, viewer, pages };
}

const pathArguments = z
  .tuple([z.number(), z.tuple([z.union([z.instanceof(Float32Array), z.null()])])])
  .rest(z.unknown());
/** How many numbers follow each of pdf.js's kinds of step: to, line, curve, curve of one corner, close. */
const numbersOfStep = [2, 2, 6, 4, 0];

function drawn(operators: readonly number[], all: readonly unknown[]): Pick<ReadPage, 'paths' | 'images'> {
  const paths: number[][] = [];
  let images = 0;
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  const kept: Matrix[] = [];
  operators.forEach((operator, index) => {
    if (operator === OPS.save) kept.push(matrix);
    else if (operator === OPS.restore) matrix = kept.pop() ?? matrix;
    else if (operator === OPS.transform) matrix = times(matrix, matrixShape.parse(all[index]));
    else if (operator === OPS.constructPath) {
      const [painted, [steps]] = pathArguments.parse(all[index]);
      if (steps && painted !== OPS.endPath) paths.push(...cornersOf(steps, matrix));
    } else if (operator === OPS.paintImageXObject || operator === OPS.paintInlineImageXObject) images += 1;
  });
  return { paths, images };
}

function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

function cornersOf(steps: Float32Array, [a, b, c, d, e, f]: Matrix): number[][] {
  const paths: number[][] = [];
  for (let at = 0; at < steps.length; ) {
    const kind = steps[at] ?? 0;
    const count = numbersOfStep[kind] ?? 0;
    const [x = 0, y = 0] = count > 0 ? steps.subarray(at + count - 1, at + count + 1) : [];
    at += 1 + count;
    if (count === 0) continue;
    if (kind === 0) paths.push([]);
    paths.at(-1)?.push((a * x + c * y + e) * millimetre, (b * x + d * y + f) * millimetre);
  }
  return paths;
}

/** Width and height of what holds the corners. */
export function extentOfPath(corners: readonly number[]): [width: number, height: number] {
  const along = (axis: 0 | 1) => corners.filter((_, index) => index % 2 === axis);
  const reach = (values: number[]) => Math.max(...values) - Math.min(...values);
  return [reach(along(0)), reach(along(1))];
}
