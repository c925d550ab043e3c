import type { Map as MapLibreMap } from 'maplibre-gl';
import { divided } from './compare-state.ts';
import { compareWords } from './words.ts';

/** Of the width, for each press of an arrow; of the Page keys five times as much. */
const stride = 0.02;
const strides: Readonly<Record<string, number>> = {
  ArrowLeft: -stride,
  ArrowDown: -stride,
  ArrowRight: stride,
  ArrowUp: stride,
  PageDown: -5 * stride,
  PageUp: 5 * stride,
  Home: -1,
  End: 1,
};

/** The line between two maps that lie on each other, to drag or to move with the arrows. */
export function Divider({ main }: { main: MapLibreMap }) {
  const percent = Math.round(100 * divided.value);
  const moveTo = (share: number) => {
    divided.value = Math.min(1, Math.max(0, share));
  };
  return (
    <div
      class="divider"
      role="slider"
      tabIndex={0}
      aria-label={compareWords.value.divider}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={`${percent} %`}
      onKeyDown={(event) => {
        const by = strides[event.key];
        if (by === undefined) return;
        event.preventDefault();
        moveTo(divided.value + by);
      }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const { left, width } = main.getContainer().getBoundingClientRect();
        moveTo((event.clientX - left) / width);
      }}
    >
      <svg width="44" height="44" viewBox="0 0 44 44" aria-hidden="true">
        <circle cx="22" cy="22" r="17" />
        <path d="M18 16l-6 6 6 6M26 16l6 6-6 6" />
      </svg>
    </div>
  );
}
