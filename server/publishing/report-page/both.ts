import type { Localized } from '../../datasets/definition.ts';
import { type Html, html } from '../../pages/index.ts';

/** A text in both languages; the page shows one of them. */
export function both({ sv, en }: Localized): Html {
  return sv === en ? html`${sv}` : html`<span lang="sv">${sv}</span><span lang="en">${en}</span>`;
}

/** A number as it is written here: groups of three. */
export function number(value: number): string {
  return value.toLocaleString('sv');
}
