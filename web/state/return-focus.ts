/** Whoever comes back finds the focus where it was, and the panel scrolled as it was. */

/** What is looked for may have to be fetched first. Milliseconds. */
const patience = 10_000;

const scroller = '.panel-scroll';

/** Writes into the browser's own memory of this step where the focus is: before another step is taken. */
export function rememberFocus(): void {
  const focused = document.activeElement?.id || undefined;
  const scrolled = document.querySelector(scroller)?.scrollTop;
  history.replaceState({ ...history.state, focused, scrolled }, '');
}

/** After a step back. Given up as soon as the person does something. */
export function returnFocus(): void {
  const state: unknown = history.state;
  if (typeof state !== 'object' || state === null) return;
  const focused = 'focused' in state && typeof state.focused === 'string' ? state.focused : undefined;
  const scrolled = 'scrolled' in state && typeof state.scrolled === 'number' ? state.scrolled : 0;
  if (focused === undefined) return;
  const end = performance.now() + patience;
  let isGivenUp = false;
  const giveUp = () => {
    isGivenUp = true;
  };
  for (const event of ['pointerdown', 'keydown'] as const) addEventListener(event, giveUp, { once: true });
  const look = () => {
    if (isGivenUp || performance.now() > end) return;
    const element = document.getElementById(focused);
    if (!element) {
      requestAnimationFrame(look);
      return;
    }
    document.querySelector(scroller)?.scrollTo({ top: scrolled });
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'nearest' });
  };
  // The panel scrolls to its top when it has drawn another room.
  requestAnimationFrame(() => requestAnimationFrame(look));
}
