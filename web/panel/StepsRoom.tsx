import type { ComponentChildren } from 'preact';
import { page } from '../state/state.ts';

interface Props {
  /** That opened it: the focus goes back there. */
  button: string;
  class: string;
  children: ComponentChildren;
}

/** A room in which each choice is a step of its own: Escape leaves it, and does not undo the last choice. */
export function StepsRoom({ button, children, ...rest }: Props) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves from wherever the focus is.
    <div
      {...rest}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        leaveTo(button);
      }}
    >
      {children}
    </div>
  );
}

/** To the subjects. */
export function leaveTo(button: string): void {
  page.value = 'subjects';
  // When the panel has drawn the button.
  requestAnimationFrame(() => document.getElementById(button)?.focus());
}
