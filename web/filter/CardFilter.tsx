import type { SubjectDescription } from '../../server/styles/describe.ts';
import { lazyPart } from '../panel/lazy-room.tsx';
import { datasetOf, filters } from '../state/state.ts';
import { openFilter } from './room.ts';
import { filterWords } from './words.ts';

const CardSaid = lazyPart(async () => (await import('./CardSaid.tsx')).CardSaid);

/** In a subject's card: the way to the filter, and what is chosen already. */
export function CardFilter({ card }: { card: SubjectDescription }) {
  const datasets = card.datasets.flatMap((id) => datasetOf(id) ?? []);
  const [first] = datasets;
  if (!first) return null;
  const filtered = datasets.filter(({ id }) => filters.value[id] !== undefined);
  const main = filtered[0] ?? first;
  return (
    <div class="card-filter">
      {filtered.length > 0 ? <CardSaid card={card} /> : null}
      <button type="button" class="as-link" id={`filter-${card.id}`} onClick={() => openFilter(main.id)}>
        {filterWords.value.open}
        <span class="spoken"> {card.title}</span>
      </button>
    </div>
  );
}
