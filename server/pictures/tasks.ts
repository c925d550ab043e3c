import { type DrawingTask, drawPicture } from './drawing/encode.ts';
import { drawSheet, type SheetTask } from './print/draw-sheet.ts';

/** What a thread is given to draw: a picture, or a sheet of paper with one. */
export type Task = DrawingTask | SheetTask;

export function drawTask(task: Task): Promise<Uint8Array<ArrayBuffer>> {
  return 'plan' in task ? drawSheet(task) : drawPicture(task);
}
