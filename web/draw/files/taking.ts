import { LngLatBounds } from 'maplibre-gl';
import { positions } from '../../../server/geometry/positions.ts';
import { calm, openMap } from '../../map/open-map.ts';
import type { Drawing } from '../drawing.ts';
import { geometryOf } from '../shape.ts';
import { add, change, drawings } from '../state/drawings.ts';
import { imported } from '../state/imported.ts';
import { spoken } from '../state/tools.ts';
import { drawWords } from '../words.ts';
import { FileFault } from './fault.ts';
import type { Found } from './found.ts';
import { readGpx } from './gpx-reading.ts';
import { toDrawings } from './keeping.ts';
import { readFile } from './reading.ts';
import { systemTitle } from './systems.ts';

/** Files that somebody drops or chooses become drawings, or a sentence that says why not. */
export async function takeFiles(files: readonly File[]): Promise<void> {
  for (const file of files) {
    try {
      place(file.name, await readFile(file, readGpx));
    } catch (error) {
      refuse(file.name, error);
    }
  }
}

/** The last file once more, in the system that a person says. */
export function readAgain(system: number): void {
  const last = imported.peek();
  if (!last?.found) return;
  const ids = new Set(last.ids);
  change(drawings.peek().filter(({ id }) => !ids.has(id)));
  place(last.file, last.found, system);
}

function place(file: string, found: Found, wished?: number): void {
  try {
    const { drawings: news, system } = toDrawings(found, wished);
    if (news.length === 0) throw new FileFault('nothingInFile');
    add(...news);
    const added = drawings.peek().slice(-news.length);
    imported.value = { file, found, system, ids: added.map(({ id }) => id) };
    spoken.value = drawWords.value.imported
      .replace('{n}', String(news.length))
      .replace('{file}', file)
      .replace('{system}', systemTitle(system));
    show(added);
  } catch (error) {
    refuse(file, error, found);
  }
}

function refuse(file: string, error: unknown, found?: Found): void {
  if (!(error instanceof FileFault)) throw error;
  imported.value = { file, ids: [], fault: error, ...(found ? { found } : {}) };
}

function show(added: readonly Drawing[]): void {
  const bounds = new LngLatBounds();
  for (const drawing of added) for (const position of positions(geometryOf(drawing))) bounds.extend(position);
  if (!bounds.isEmpty()) openMap.value?.fitBounds(bounds, { padding: 60, maxZoom: 18, linear: true, animate: !calm() });
}
