import './notice.css';
import { filled } from '../../server/styles/filled.ts';
import { datasetOf, filterProblem, filters } from '../state/state.ts';
import { Chips } from './Chips.tsx';
import { isFiltering } from './room.ts';
import { filterWords } from './words.ts';

/** Over the map: that it shows a part only, which, and a way to show everything again. */
export function FilterNotice() {
  const words = filterWords.value;
  const filtered = Object.keys(filters.value);
  if (filtered.length === 0 || isFiltering()) return null;
  const problem = filterProblem.value;
  const datasets = filtered.flatMap((id) => datasetOf(id) ?? []);
  return (
    <section class="filter-notice" aria-label={words.showing}>
      <p role="status">
        <strong>{problem === undefined ? words.showing : words.notUsed}</strong> {problem}
      </p>
      {datasets.map((dataset) => (
        <div key={dataset.id} class="notice-dataset">
          <span>{dataset.title}</span>
          <Chips dataset={dataset} />
        </div>
      ))}
      <button
        type="button"
        class="plain-button"
        onClick={() => {
          filters.value = {};
        }}
      >
        {filled(words.removeAll, {})}
      </button>
    </section>
  );
}
