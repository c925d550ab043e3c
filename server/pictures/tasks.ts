import { type DrawingTask, drawPicture } from './drawing/encode.ts';
import { drawSheet, type SheetTask } from './print/draw-sheet.ts';
import { drawReport } from './report/draw-report.ts';
import type { ReportTask } from './report.ts';

/** What a thread is given to draw: a picture, a sheet of paper with one, or a report. */
export type Task = DrawingTask | SheetTask | ReportTask;

export function drawTask(task: Task): Promise<Uint8Array<ArrayBuffer>> {
  if ('report' in task) return drawReport(task);
  return 'plan' in task ? drawSheet(task) : drawPicture(task);
}
