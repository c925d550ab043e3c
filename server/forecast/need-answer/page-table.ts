import { type Html, html } from '../../pages/index.ts';

export interface Head {
  text: string;
  isFigure?: boolean;
}

/** A table that scrolls sideways by itself where the window is narrow. Each row: a heading, then a cell for each other column. */
export function pageTable(
  label: string,
  heads: readonly Head[],
  rows: readonly (readonly (Html | string | number)[])[],
): Html {
  const cell = (content: Html | string | number, index: number) => {
    if (index === 0) return html`<th scope="row">${content}</th>`;
    return heads[index]?.isFigure ? html`<td class="figure">${content}</td>` : html`<td>${content}</td>`;
  };
  return html`<div class="wide" role="region" aria-label="${label}" tabindex="0"><table>
<thead><tr>${heads.map(({ text, isFigure }) => (isFigure ? html`<th scope="col" class="figure">${text}</th>` : html`<th scope="col">${text}</th>`))}</tr></thead>
<tbody>
${rows.map((cells) => html`<tr>${cells.map(cell)}</tr>\n`)}</tbody>
</table></div>
`;
}
