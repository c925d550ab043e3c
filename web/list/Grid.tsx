import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DatasetDescription } from '../../server/styles/describe.ts';
import { showFeature } from '../state/actions.ts';
import { chosen } from '../state/state.ts';
import { columnsOf, widthOf } from './columns.ts';
import { currentRows, nameOf, standing, want } from './current-rows.ts';
import { GridHead } from './GridHead.tsx';
import { cellId, GridRow } from './GridRow.tsx';
import { hovered } from './hover.ts';
import { moved } from './keys.ts';
import type { Row } from './rows.ts';
import { entering, question } from './state.ts';
import { listWords } from './words.ts';

/** As tall as list.css makes a row, for fingers and for mice. Pixels. */
const rowHeight = () => (matchMedia('(pointer: coarse)').matches ? 44 : 34);
/** In ARIA. */
const unknown = -1;
/** Drawn beyond what can be seen, above and below. */
const spare = 10;

/** A table of which only the rows that can be seen are there (ARIA grid: arrows, Home, End, Page Up and Down, Enter). */
export function Grid({ dataset }: { dataset: DatasetDescription }) {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: standing.scrolled, height: 600 });
  const [active, setActive] = useState({ row: standing.row, column: standing.column });
  const columns = columnsOf(dataset);
  const { count = 0, matched, row } = currentRows.value;
  const activeRow = Math.min(active.row, Math.max(0, count - 1));
  const height = rowHeight();
  const first = Math.max(0, Math.floor(view.top / height) - spare);
  const last = Math.min(count, Math.ceil((view.top + view.height) / height) + spare);

  useEffect(() => want(first, last), [first, last, currentRows.value]);
  // Another question begins at its first row.
  useEffect(() => {
    if (standing.scrolled === 0 && scroller.current) scroller.current.scrollTop = 0;
    setActive({ row: standing.row, column: Math.min(standing.column, columns.length - 1) });
  }, [question.value && nameOf(question.value)]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    element.scrollTop = standing.scrolled;
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const key = row(activeRow)?.key;
    const cell = key === undefined ? null : document.getElementById(cellId(dataset.id, key, active.column));
    if (!entering.isWanted || !cell) return;
    entering.isWanted = false;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });

  const goTo = (next: { row: number; column: number }) => {
    Object.assign(standing, next);
    setActive(next);
    entering.isWanted = true;
    const element = scroller.current;
    if (!element) return;
    // The heading stays where it is, over the first row.
    const top = next.row * height;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + 2 * height > element.scrollTop + element.clientHeight)
      element.scrollTop = top + 3 * height - element.clientHeight;
  };
  const openRow = ({ key, properties }: Row) =>
    showFeature({ dataset: dataset.id, key }, { dataset: dataset.id, key, properties });
  const visible = Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer has left what it pointed at
    <div
      class="grid-scroll"
      ref={scroller}
      onScroll={({ currentTarget }) => {
        standing.scrolled = currentTarget.scrollTop;
        setView({ top: currentTarget.scrollTop, height: currentTarget.clientHeight });
      }}
      onMouseLeave={() => {
        hovered.value = undefined;
      }}
    >
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the ARIA grid pattern is made of a table
        role="grid"
        aria-label={listWords.value.table.replace('{title}', dataset.title)}
        aria-rowcount={matched === undefined ? unknown : count + 1}
        aria-colcount={columns.length}
        style={{ width: `${columns.reduce((sum, field, index) => sum + widthOf(field, index === 0), 0)}px` }}
        onKeyDown={(event) => {
          if (!(event.target instanceof HTMLTableCellElement)) return;
          const pageRows = Math.max(1, Math.floor(view.height / height) - 2);
          const next = moved(event, { ...active, row: activeRow }, { rows: count, columns: columns.length, pageRows });
          const here = row(activeRow);
          if (next) goTo(next);
          else if (event.key === 'Enter' && here) openRow(here);
          else if (event.key === ' ' && here) chosen.value = { dataset: dataset.id, key: here.key };
          else return;
          event.preventDefault();
        }}
      >
        <colgroup>
          {columns.map((field, index) => (
            <col key={field.name} style={{ width: `${widthOf(field, index === 0)}px` }} />
          ))}
        </colgroup>
        <GridHead columns={columns} />
        <tbody>
          <Gap height={first * height} columns={columns.length} />
          {visible.map((index) => (
            <GridRow
              key={index}
              {...{ dataset, columns, index }}
              row={row(index)}
              activeColumn={index === activeRow ? active.column : undefined}
              onOpen={openRow}
              onChoose={(column) => {
                Object.assign(standing, { row: index, column });
                setActive({ row: index, column });
              }}
            />
          ))}
          <Gap height={Math.max(0, count - last) * height} columns={columns.length} />
        </tbody>
      </table>
      {currentRows.value.count === 0 ? <p class="padded">{listWords.value.none}</p> : null}
      {currentRows.value.count === undefined ? <p class="padded quiet">{listWords.value.loading}</p> : null}
    </div>
  );
}

/** In place of the rows that are not there. */
function Gap({ height, columns }: { height: number; columns: number }) {
  if (height === 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus
    <tr aria-hidden="true" class="gap" style={{ height: `${height}px` }}>
      <td colSpan={columns} />
    </tr>
  );
}
