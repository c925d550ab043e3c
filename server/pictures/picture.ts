import { boundedQueue } from '../http/bounded-queue.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { type Content, type PictureType, shadeOf } from './content.ts';
import type { Scene } from './drawing/draw.ts';
import type { Legend } from './drawing/encode.ts';
import type { Frame } from './frame.ts';
import type { SheetTask } from './print/draw-sheet.ts';
import { type Report, reportFrame } from './report.ts';
import { makeScene } from './scene.ts';
import { drawingThreads } from './threads.ts';

/** A picture as bytes. */
export interface Picture {
  bytes: Buffer;
  /** Nothing is drawn in it: the same bytes serve all such pictures of its size. */
  isBlank: boolean;
  /** Datasets with more features here than are drawn. */
  cut: string[];
}

export interface Asked {
  frame: Frame;
  content: Content;
  type: PictureType;
  /** One of many that are put beside each other: names at its edges are placed as its neighbours place them. */
  isOneOfMany?: boolean;
  /** A colour (#rrggbb) below all that is drawn, where the content is transparent. */
  backdrop?: string | undefined;
  /** Whose data it shows, written in its lower right corner. */
  credit?: string | undefined;
}

/** Draws pictures of what is published. */
export interface Pictures {
  /** Throws a 503 problem when too many wait already. `abandoned` before its turn: nothing is read or drawn. */
  draw(service: OpenData, asked: Asked, abandoned?: AbortSignal): Promise<Picture>;
  /** A legend by itself. Throws the same. */
  drawLegend(legend: Legend, type: PictureType, backdrop?: string): Promise<Buffer>;
  /** A sheet of paper, read when it is its turn. Large ones are made one at a time. Throws the same. */
  drawSheet(make: () => Promise<SheetTask>, isLarge: boolean, abandoned?: AbortSignal): Promise<Buffer>;
  /** A report with a map of a place (EPSG:3006). Throws the same. */
  drawReport(
    service: OpenData,
    asked: { report: Report; content: Content; box: Frame['box'] },
    abandoned?: AbortSignal,
  ): Promise<Buffer>;
  close(): Promise<void>;
}

/** Large ones that wait for the one that is made. */
const mostLargeWaiting = 8;
/** A picture of more dots takes a thread for seconds, and hundreds of megabytes: one at a time. */
const largeFrom = 4_000_000;
/** Nobody waits longer for his turn: browsers and proxies give up after a minute. */
const patienceMs = 25_000;

/** Sizes whose blank picture is remembered. */
const mostBlank = 20;

/** `threads`: how many pictures are drawn at once; so many more are being read for. */
export function makePictures({ threads, waiting }: { threads: number; waiting: number }): Pictures {
  const drawing = drawingThreads(threads);
  const queue = boundedQueue({ atOnce: 2 * threads, waiting, patienceMs });
  const large = boundedQueue({ atOnce: 1, waiting: mostLargeWaiting, patienceMs });
  const blank = new Map<string, Promise<Buffer>>();

  /** Drawn once for each size. */
  function blankPicture(scene: Scene, type: PictureType): Promise<Buffer> {
    const { width, height, pixelRatio, margin } = scene;
    const key = [type, width, height, pixelRatio, margin].join(' ');
    const known = blank.get(key);
    if (known) return known;
    const made = drawing.draw({ scene, type });
    blank.set(key, made);
    made.catch(() => blank.delete(key));
    for (const old of blank.keys()) if (blank.size > mostBlank) blank.delete(old);
    return made;
  }

  function inLine<T>(isLarge: boolean, abandoned: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const run = () => queue.run(work, abandoned);
    return isLarge ? large.run(run, abandoned) : run();
  }

  return {
    draw: (service, { frame, content, type, isOneOfMany = false, backdrop, credit }, abandoned) =>
      inLine(dotsOf(frame) > largeFrom, abandoned, async () => {
        const { scene, cut } = await makeScene(service, content, frame, { isOneOfMany });
        const isBlank =
          scene.transparent &&
          backdrop === undefined &&
          credit === undefined &&
          Object.values(scene.sources).every(({ ends }) => ends.length === 0);
        const written =
          credit === undefined ? scene : { ...scene, credit: { text: credit, theme: shadeOf(content.theme) } };
        const bytes = isBlank
          ? await blankPicture(scene, type)
          : await drawing.draw({ scene: written, type, backdrop });
        return { bytes, isBlank, cut };
      }),
    drawLegend: (legend, type, backdrop) => queue.run(() => drawing.draw({ legend, type, backdrop })),
    drawSheet: (make, isLarge, abandoned) => inLine(isLarge, abandoned, async () => drawing.draw(await make())),
    drawReport: (service, { report, content, box }, abandoned) =>
      inLine(false, abandoned, async () => {
        const { scene } = await makeScene(service, content, reportFrame(box));
        return drawing.draw({ report, scene });
      }),
    close: drawing.close,
  };
}

function dotsOf({ width, height, pixelRatio }: Frame): number {
  return width * height * pixelRatio ** 2;
}
