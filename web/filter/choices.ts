import type { DatasetDescription } from '../../server/styles/describe.ts';
import { endedShown, filters } from '../state/state.ts';
import { type Condition, writeFilter } from './conditions.ts';
import { readFilter } from './read.ts';

/** What is chosen; `foreign`: a filter that cannot be shown as choices. */
export function chosenIn(dataset: DatasetDescription): { conditions: Condition[]; foreign?: string } {
  const filter = filters.value[dataset.id];
  if (filter === undefined) return { conditions: [] };
  const conditions = readFilter(filter, dataset.fields);
  return conditions ? { conditions } : { conditions: [], foreign: filter };
}

/** Another filter of the dataset; undefined: none. */
export function setFilter({ id }: DatasetDescription, filter: string | undefined): void {
  const { [id]: _, ...others } = filters.value;
  filters.value = filter === undefined ? others : { ...others, [id]: filter };
}

/** Another choice of one field; undefined: none. What has ended is shown when somebody asks for it. */
export function choose(dataset: DatasetDescription, field: string, condition: Condition | undefined): void {
  const { conditions } = chosenIn(dataset);
  const place = conditions.findIndex((one) => one.field === field);
  const next =
    place < 0 || !condition
      ? [...conditions.filter((one) => one.field !== field), ...(condition ? [condition] : [])]
      : conditions.map((one) => (one.field === field ? condition : one));
  const { standing } = dataset;
  if (condition?.kind === 'choice' && standing?.field === field)
    endedShown.value ||= condition.values.some((value) => standing.ended.includes(value));
  setFilter(dataset, writeFilter(next));
}
