import { signal } from '@preact/signals';

/** What leads the hand beside the pointer: typed places and buttons (map/hand.ts). */
export interface Hand {
  /** A corner at a place: exactly there, whatever is near. */
  cornerAt: (longitude: number, latitude: number) => void;
  back: () => void;
  done: () => void;
  stop: () => void;
}

/** Undefined: no tool is in hand, or its code is still on its way. */
export const hand = signal<Hand | undefined>(undefined);
