import { signal } from '@preact/signals';
import { datasetOf, type Hit } from '../state/state.ts';
import { titleOf } from './hits.ts';

/** The name of what the pointer is over. Everything that it says, the panel says too. */
const hover = signal<{ text: string; x: number; y: number } | undefined>(undefined);

export function hoverAt(hit: Hit, { x, y }: { x: number; y: number }): void {
  const dataset = datasetOf(hit.dataset);
  const text = dataset ? titleOf(dataset, hit.properties) : '';
  hover.value = text ? { text, x, y } : undefined;
}

export function hoverEnds(): void {
  hover.value = undefined;
}

export function HoverLabel() {
  const label = hover.value;
  if (!label) return null;
  return (
    <div
      class="hover-label"
      aria-hidden="true"
      style={{ transform: `translate(${label.x + 14}px, ${label.y + 14}px)` }}
    >
      {label.text}
    </div>
  );
}
