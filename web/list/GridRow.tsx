import type { DatasetDescription, FieldDescription } from '../../server/styles/describe.ts';
import { formatValue } from '../../server/styles/format.ts';
import { chosen, lang } from '../state/state.ts';
import { hovered } from './hover.ts';
import type { Row } from './rows.ts';

interface Props {
  dataset: DatasetDescription;
  columns: readonly FieldDescription[];
  index: number;
  /** Undefined: it has not come. */
  row: Row | undefined;
  /** Of the cell that Tab leads to, if it is in this row. */
  activeColumn: number | undefined;
  onOpen: (row: Row) => void;
  onChoose: (column: number) => void;
}

/** The first column keeps the name that the focus finds back to. */
export function cellId(dataset: string, key: string, column: number): string {
  return `${column === 0 ? 'row' : `cell-${column}`}-${dataset}/${key}`;
}

export function GridRow({ dataset, columns, index, row, activeColumn, onOpen, onChoose }: Props) {
  const isChosen = row !== undefined && chosen.value?.dataset === dataset.id && chosen.value.key === row.key;
  const points = () => {
    hovered.value = row?.geometry ? row : undefined;
  };
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      class={isChosen ? 'chosen' : undefined}
      onMouseEnter={points}
    >
      {columns.map((field, column) => {
        const text = row && formatValue(field, row.properties[field.name], lang.value);
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the table hears the keys of its cells
          <td
            key={field.name}
            id={row && cellId(dataset.id, row.key, column)}
            role={column === 0 ? 'rowheader' : 'gridcell'}
            class={field.type === 'integer' || field.type === 'double' ? 'figure' : undefined}
            tabIndex={activeColumn === column ? 0 : -1}
            onFocus={points}
            onClick={() => {
              if (!row) return;
              onChoose(column);
              if (column === 0) onOpen(row);
              else chosen.value = { dataset: dataset.id, key: row.key };
            }}
          >
            {row ? text : column === 0 ? '…' : null}
            {row && column === 0 && !text ? row.key : null}
          </td>
        );
      })}
    </tr>
  );
}
