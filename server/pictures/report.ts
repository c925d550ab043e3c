import type { Chart } from '../charts/chart.ts';
import { sweref99tm } from '../features/index.ts';
import { pixelMillimetres } from '../geometry/pixel.ts';
import type { Scene } from './drawing/draw.ts';
import type { Frame } from './frame.ts';

/** A report on paper: a map, and below it words over as many pages as they need. Plain data, for it goes to a thread. */
export interface Report {
  title: string;
  lang: 'sv' | 'en';
  author: string;
  lead: readonly string[];
  /** Below the map: whose data it shows. */
  credit: string;
  blocks: readonly ReportBlock[];
  /** At the bottom of each page; `{page}` and `{pages}` are numbers. */
  foot: string;
}

export type ReportBlock =
  | { kind: 'heading' | 'name' | 'label' | 'text' | 'small'; text: string }
  /** What it is called, and what it is. */
  | { kind: 'pair'; term: string; text: string }
  /** With its title and sentence above it; as wide as the page and so many millimetres high. */
  | { kind: 'chart'; chart: Chart; height: number }
  /** The first column is words, the others are figures; as many cells in each row as there are heads. */
  | { kind: 'table'; heads: readonly string[]; rows: readonly (readonly string[])[] };

/** A4, upright. Millimetres. */
export const reportPage = { width: 210, height: 297, margin: 15 } as const;
export const reportMap = { width: reportPage.width - 2 * reportPage.margin, height: 95 } as const;

/** Of a report's map, on each side of what it shows. */
const free = 0.2;
/** Metres across, at least: a place has its quarter around it. */
const leastWidth = 500;

/** The frame of the map of a report around a box in EPSG:3006. */
export function reportFrame([west, south, east, north]: Frame['box']): Frame {
  const shape = reportMap.width / reportMap.height;
  const width = Math.max((east - west) * (1 + 2 * free), (north - south) * (1 + 2 * free) * shape, leastWidth);
  const [x, y] = [(west + east) / 2, (south + north) / 2];
  return {
    crs: sweref99tm,
    box: [x - width / 2, y - width / shape / 2, x + width / 2, y + width / shape / 2],
    width: reportMap.width / pixelMillimetres,
    height: reportMap.height / pixelMillimetres,
    pixelRatio: 1,
  };
}

/** Of a chart: letters of 13 pixels become as high as the report's own. */
export const chartPixel = 0.25;

/** A report, and the map in it. */
export interface ReportTask {
  report: Report;
  scene: Scene;
}
