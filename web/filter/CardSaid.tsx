import type { SubjectDescription } from '../../server/styles/describe.ts';
import { datasetOf, filters } from '../state/state.ts';
import { chosenIn } from './choices.ts';
import { said } from './sentence.ts';

/** In a subject's card: what is chosen of each of its datasets, in words. */
export function CardSaid({ card }: { card: SubjectDescription }) {
  const datasets = card.datasets.flatMap((id) => datasetOf(id) ?? []);
  return datasets
    .filter(({ id }) => filters.value[id] !== undefined)
    .map((dataset) => {
      const { conditions, foreign } = chosenIn(dataset);
      return (
        <p key={dataset.id} class="note">
          {datasets.length > 1 ? `${dataset.title}: ` : ''}
          {foreign ?? conditions.map((condition) => said(condition, dataset)).join(', ')}
        </p>
      );
    });
}
