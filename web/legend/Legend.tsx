import { useSignal } from '@preact/signals';
import type { SubjectDescription } from '../../server/styles/describe.ts';
import { formatNumber } from '../../server/styles/format.ts';
import type { LegendRow } from '../../server/styles/legend.ts';
import { datasetOf, inView, lang, t, theme, zoom } from '../state/state.ts';
import { Swatch } from './Swatch.tsx';

/** More letters than these say no more about a colour. */
const mostLetters = 3;

/** What the colours of one subject mean: only what the map draws at this zoom, and first only what is in view. */
export function Legend({ card }: { card: SubjectDescription }) {
  const whole = useSignal(false);
  const words = t.value;
  const blocks = card.datasets.flatMap((id) =>
    (datasetOf(id)?.legend[theme.value] ?? []).map((block) => ({
      title: block.title,
      dataset: id,
      rows: block.rows.flatMap((row) => {
        const parts = partsAt(row, zoom.value);
        const count = countInView(id, row);
        return parts.length > 0 ? [{ row, parts, count }] : [];
      }),
    })),
  );
  const drawn = blocks
    .map((block) => ({ ...block, rows: whole.value ? block.rows : block.rows.filter(({ count }) => count !== 0) }))
    .filter(({ rows }) => rows.length > 0);
  const isCut = blocks.some(({ rows }) => rows.some(({ count }) => count === 0));
  if (blocks.every(({ rows }) => rows.length === 0)) return null;
  return (
    <div class="legend">
      {drawn.map((block) => (
        <section key={block.title ?? block.rows[0]?.row.title}>
          {block.title ? <h3>{block.title}</h3> : null}
          <ul>
            {block.rows.map(({ row, parts, count }) => (
              <li key={row.value ?? row.title}>
                <Swatch geometry={row.geometry} parts={parts} trueSize={row.trueSize} />
                <span>
                  {row.title}
                  <Letters row={row} dataset={block.dataset} />
                  {row.description ? <span class="plain-words">: {row.description}</span> : null}
                </span>
                {count === undefined ? null : <span class="number">{formatNumber(count, lang.value)}</span>}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {isCut ? (
        <button
          type="button"
          class="as-link"
          aria-pressed={whole.value}
          onClick={() => {
            whole.value = !whole.value;
          }}
        >
          {whole.value ? words.legendInView : words.wholeLegend}
        </button>
      ) : null}
    </div>
  );
}

/** The letters that tell the row on the map, of what is in view the most frequent. */
function Letters({ row: { letters, field, value }, dataset }: { row: LegendRow; dataset: string }) {
  if (letters === undefined || field === undefined) return null;
  const counts = new Map<string, number>();
  for (const { properties } of inView.value.get(dataset) ?? []) {
    const letter = properties[letters];
    if (properties[field] === value && typeof letter === 'string') counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  const shown = [...counts].sort((a, b) => b[1] - a[1]).slice(0, mostLetters);
  return shown.length === 0 ? null : <b class="letters">{shown.map(([letter]) => letter).join(', ')}</b>;
}

function partsAt({ steps }: LegendRow, at: number) {
  return steps.findLast(({ zoom: from }) => from <= at)?.parts ?? steps[0]?.parts ?? [];
}

/** How many features of the view the row is about; undefined where it is about no single value. */
function countInView(dataset: string, { field, value }: LegendRow): number | undefined {
  if (field === undefined) return undefined;
  return inView.value.get(dataset)?.filter(({ properties }) => properties[field] === value).length ?? 0;
}
