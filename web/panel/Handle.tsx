import { useRef } from 'preact/hooks';
import { t } from '../state/state.ts';
import { heightAt, isNarrow, nextStop, settle, sheet } from './sheet-height.ts';

/** The grip of the sheet: dragged with a finger, or stepped with a press. */
export function Handle() {
  const drag = useRef<{ from: number; height: number; moved: boolean } | null>(null);
  if (!isNarrow.value) return null;
  const panelOf = (element: HTMLElement) => element.closest<HTMLElement>('.panel');
  return (
    <button
      type="button"
      class="handle"
      aria-label={sheet.value === 'high' ? t.value.sheetLess : t.value.sheetMore}
      aria-expanded={sheet.value !== 'low'}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { from: event.clientY, height: heightAt(sheet.value), moved: false };
      }}
      onPointerMove={(event) => {
        const start = drag.current;
        const panel = panelOf(event.currentTarget);
        if (!start || !panel) return;
        const by = start.from - event.clientY;
        if (Math.abs(by) > 6) start.moved = true;
        if (start.moved) {
          panel.style.transition = 'none';
          panel.style.height = `${Math.min(Math.max(start.height + by, heightAt('low')), heightAt('high'))}px`;
        }
      }}
      onPointerUp={(event) => {
        const panel = panelOf(event.currentTarget);
        const start = drag.current;
        if (!panel || !start?.moved) return;
        panel.style.transition = '';
        settle(panel.offsetHeight);
        panel.style.height = `${heightAt(sheet.value)}px`;
      }}
      onClick={() => {
        if (!drag.current?.moved) nextStop();
        drag.current = null;
      }}
    >
      <span />
    </button>
  );
}
