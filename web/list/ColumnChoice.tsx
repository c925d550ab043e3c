import type { DatasetDescription } from '../../server/styles/describe.ts';
import { chooseColumns, columnsOf } from './columns.ts';
import { listWords } from './words.ts';

/** Which fields are columns, in the definition's order. */
export function ColumnChoice({ dataset }: { dataset: DatasetDescription }) {
  const shown = columnsOf(dataset).map(({ name }) => name);
  const isName = (name: string) => dataset.popup.title.includes(name) || shown.length === 1;
  return (
    <details class="list-menu">
      <summary>{listWords.value.columns}</summary>
      <fieldset>
        <legend class="spoken">{listWords.value.columns}</legend>
        {dataset.fields.map(({ name, title }) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={shown.includes(name)}
              disabled={shown.includes(name) && isName(name)}
              onChange={(event) => {
                const isOn = event.currentTarget.checked;
                const names = dataset.fields.map((field) => field.name);
                chooseColumns(
                  dataset,
                  names.filter((one) => (one === name ? isOn : shown.includes(one))),
                );
              }}
            />
            {title}
          </label>
        ))}
      </fieldset>
    </details>
  );
}
