import './pages.css';

/** What the pages of the API (server/pages) gain by a script: each is whole without it. */

const box = document.querySelector<HTMLElement>('.small-map');
if (box) {
  const { drawSmallMap } = await import('./small-map.ts');
  await drawSmallMap(box, document.querySelector<HTMLInputElement>('input[data-from-map]') ?? undefined);
}
