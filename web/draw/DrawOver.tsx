import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { openMap } from '../map/open-map.ts';
import { open } from '../state/actions.ts';
import { page } from '../state/state.ts';
import { drawRoom, hasDrawings } from './door.ts';

/** Over the map: what is drawn, once its code is there. Fetched when there are drawings, when somebody draws, or drops a file. */
export function DrawOver() {
  const Overlay = useSignal<ComponentType | undefined>(undefined);
  const map = openMap.value;
  const isWanted = page.value === drawRoom;
  const load = async () => {
    Overlay.value = (await import('./map/Overlay.tsx')).Overlay;
  };
  useEffect(() => {
    if (!map || Overlay.value) return;
    if (isWanted) void load();
    // The first map comes first.
    else if (hasDrawings()) map.once('idle', () => void load());
  }, [map, isWanted]);
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent) => {
      if (holdsFiles(event)) event.preventDefault();
    };
    const drop = async (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      const { takeFiles } = await import('./files/taking.ts');
      open(drawRoom);
      await takeFiles(files);
    };
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
    };
  }, []);
  const Loaded = Overlay.value;
  return Loaded ? <Loaded /> : null;
}
