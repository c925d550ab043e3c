import { effect, useSignal } from '@preact/signals';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { createPortal } from 'preact/compat';
import { useEffect, useRef } from 'preact/hooks';
import { openMap } from '../map/open-map.ts';
import { page } from '../state/state.ts';
import { changePrinting, printRoom, sheetInWords, sheetOfView, showFrame, stopPrinting } from './actions.ts';
import { frameCorners, movedBy, printing, rescaled, turned } from './print-state.ts';
import { printWords } from './words.ts';

/** The paper's frame on the map while somebody prints. Whoever goes elsewhere in the panel has left printing. */
export function PrintFrame() {
  useEffect(
    () =>
      effect(() => {
        if (page.value !== printRoom) printing.value = undefined;
        else if (openMap.value && !printing.peek()) printing.value = sheetOfView(openMap.value);
      }),
    [],
  );
  const map = openMap.value;
  if (!map || !printing.value) return null;
  // In MapLibre's own element, so that the wheel zooms the map there, too.
  return createPortal(<Frame map={map} />, map.getCanvasContainer());
}

interface Corner {
  x: number;
  y: number;
}

function Frame({ map }: { map: MapLibreMap }) {
  const corners = useSignal<Corner[]>([]);
  useEffect(() => {
    const place = () => {
      corners.value = frameCorners.value.map((corner) => map.project(corner));
    };
    const stop = effect(place);
    map.on('move', place);
    map.on('resize', place);
    showFrame();
    return () => {
      stop();
      map.off('move', place);
      map.off('resize', place);
    };
  }, [map]);
  const words = printWords.value;
  const sheet = printing.value ? sheetInWords(printing.value) : '';
  const outline = corners.value.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  return (
    <div
      class="print-frame"
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is what the keys are for.
      tabIndex={0}
      aria-label={words.frame.replace('{sheet}', sheet)}
      aria-describedby="print-keys"
      onKeyDown={pressed}
    >
      <svg aria-hidden="true">
        {outline ? (
          <path class="print-outside" fill-rule="evenodd" d={`M-9999-9999H99999V99999H-9999Z M${outline}Z`} />
        ) : null}
        <Paper map={map} outline={outline} />
      </svg>
      <span id="print-keys" class="spoken">
        {words.keys}
      </span>
    </div>
  );
}

/** What is dragged. The map must not hear of it, or it would move, too. */
function Paper({ map, outline }: { map: MapLibreMap; outline: string }) {
  const dragged = useRef<{ x: number; y: number } | undefined>(undefined);
  const shape = useRef<SVGPolygonElement>(null);
  useEffect(() => {
    const element = shape.current;
    const keep = (event: Event) => event.stopPropagation();
    const events = ['mousedown', 'touchstart', 'touchmove', 'click', 'dblclick'] as const;
    for (const event of events) element?.addEventListener(event, keep, { passive: true });
    return () => {
      for (const event of events) element?.removeEventListener(event, keep);
    };
  }, []);
  return (
    <polygon
      ref={shape}
      class="print-paper"
      points={outline}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        dragged.current = { x: event.clientX, y: event.clientY };
      }}
      onPointerMove={(event) => {
        const from = dragged.current;
        const one = printing.value;
        if (!from || !one) return;
        const { x, y } = map.project([...one.centre]);
        const { lng, lat } = map.unproject([x + event.clientX - from.x, y + event.clientY - from.y]);
        dragged.current = { x: event.clientX, y: event.clientY };
        printing.value = { ...one, centre: [lng, lat] };
      }}
      onPointerUp={() => {
        dragged.current = undefined;
      }}
      onPointerCancel={() => {
        dragged.current = undefined;
      }}
    />
  );
}

/** Of the frame's sides, for each press; with Shift a tenth of it. */
const stride = 0.1;
const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

function pressed(event: KeyboardEvent): void {
  const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
  if (ctrlKey || metaKey || altKey) return;
  const direction = directions[key];
  if (direction) {
    const step = shiftKey ? stride / 10 : stride;
    changePrinting((one) => movedBy(one, direction[0] * step, direction[1] * step));
  } else if (key === '+' || key === '=') changePrinting((one) => rescaled(one, 1));
  else if (key === '-' || key === '_') changePrinting((one) => rescaled(one, -1));
  else if (key === 'r' || key === 'R') changePrinting(turned);
  else if (key === 'Escape') stopPrinting();
  else return;
  event.preventDefault();
  // The map below has the same keys.
  event.stopPropagation();
}
