import type { FieldDescription } from '../../server/styles/describe.ts';
import { isSortable } from './columns.ts';
import { order, question } from './state.ts';
import { listWords } from './words.ts';

/** The headings: a press on one sorts by it, another press the other way round. */
export function GridHead({ columns }: { columns: readonly FieldDescription[] }) {
  const sorted = question.value?.sortby;
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((field) => {
          const way = sorted === field.name ? 'ascending' : sorted === `-${field.name}` ? 'descending' : undefined;
          return (
            <th key={field.name} scope="col" aria-sort={way ?? (isSortable(field) ? 'none' : undefined)}>
              {isSortable(field) ? (
                <button
                  type="button"
                  id={`sort-${field.name}`}
                  title={listWords.value.sortBy.replace('{field}', field.title)}
                  onClick={() => {
                    order.value = way === 'ascending' ? `-${field.name}` : field.name;
                  }}
                >
                  <span>{field.title}</span>
                  <span aria-hidden="true" class="arrow">
                    {way === 'ascending' ? '▲' : way === 'descending' ? '▼' : ''}
                  </span>
                </button>
              ) : (
                <span>{field.title}</span>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
