import type { SubjectDescription } from '../../server/styles/describe.ts';
import { datasetOf, filters } from '../state/state.ts';
import { said } from './sentence.ts';
import { chosenIn, openFilter } from './state.ts';
import { filterWords } from './words.ts';

/** In a subject's card: the way to the filter, and what is chosen already. */
export function CardFilter({ card }: { card: SubjectDescription }) {
  const datasets = card.datasets.flatMap((id) => datasetOf(id) ?? []);
  const [first] = datasets;
  if (!first) return null;
  const filtered = datasets.filter(({ id }) => filters.value[id] !== undefined);
  const main = filtered[0] ?? first;
  return (
    <div class="card-filter">
      {filtered.map((dataset) => {
        const { conditions, foreign } = chosenIn(dataset);
        return (
          <p key={dataset.id} class="note">
            {datasets.length > 1 ? `${dataset.title}: ` : ''}
            {foreign ?? conditions.map((condition) => said(condition, dataset)).join(', ')}
          </p>
        );
      })}
      <button type="button" class="as-link" id={`filter-${card.id}`} onClick={() => openFilter(main.id)}>
        {filterWords.value.open}
        <span class="spoken"> {card.title}</span>
      </button>
    </div>
  );
}
