import { datasetOf, filterProblem, filters, t } from '../state/state.ts';

/** In CQL2 as `web/draw` writes it: nobody reads its corners. */
const drawnArea = /S_INTERSECTS\(geometry, (?:MULTI)?POLYGON[\d\s.,()-]*\)/g;

/** Says that the map shows a part only, and which, and shows everything again. */
export function FilterNotice() {
  const words = t.value;
  const chosen = Object.entries(filters.value);
  if (chosen.length === 0) return null;
  const problem = filterProblem.value;
  return (
    <div class="filter-notice" role="status">
      <p>
        <strong>{problem === undefined ? words.filtered : words.filterRefused}</strong>{' '}
        {problem ??
          chosen
            .map(([dataset, filter]) => [
              datasetOf(dataset)?.title ?? dataset,
              filter.replace(drawnArea, words.drawnArea),
            ])
            .map(([title, filter]) => `${title}: ${filter}`)
            .join(' · ')}
      </p>
      <button
        type="button"
        class="plain-button"
        onClick={() => {
          filters.value = {};
        }}
      >
        {words.showAll}
      </button>
    </div>
  );
}
