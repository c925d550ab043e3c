import './pages.css';

/** What the pages of the API (server/pages) gain by a script: each is whole without it. */

const box = document.querySelector<HTMLElement>('.small-map');
if (box) whenSeen(box, () => whenIdle(() => void drawMap(box)));

async function drawMap(box: HTMLElement): Promise<void> {
  const { drawSmallMap } = await import('./small-map.ts');
  await drawSmallMap(box, document.querySelector<HTMLInputElement>('input[data-from-map]') ?? undefined);
}

/** Once, when it is scrolled to or nearly. */
function whenSeen(element: Element, act: () => void): void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      act();
    },
    { rootMargin: '100px' },
  );
  observer.observe(element);
}

/** The map's code takes a second of a phone: what the reader does with the page goes first. Safari has no idle callback. */
function whenIdle(act: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(act, { timeout: 2_000 });
  else setTimeout(act, 200);
}
