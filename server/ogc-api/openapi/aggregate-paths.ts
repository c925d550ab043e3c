import { isTable, tableOf } from '../../statistics/index.ts';
import { aggregateOffered, aggregateParameters } from '../aggregate/parameters.ts';
import type { Place } from '../links.ts';
import { documentAt, wordsOf } from './operations.ts';
import { type Described, type Known, knownOf } from './parameters.ts';
import type { Paths } from './parts.ts';

/** Sums of a table of statistics. */
export function aggregatePaths(described: Described, place: Place): Paths {
  const { definition } = described;
  if (!isTable(definition)) return {};
  return {
    [`/collections/${definition.id}/aggregate`]: documentAt(place, {
      ...wordsOf(definition, {
        id: 'Aggregate',
        sv: [
          'summor',
          'Värdena summerade, uppdelade på det som `by` säger. Varje dimension är också en parameter: `age=1-5`, `year=2030,2035`. Det som inte får läggas ihop och inte är valt får ett förval, som står i `assumed`: nyaste versionen, huvudscenariot, folkmängden, områdena på kartan, det senaste året.',
        ],
        en: [
          'sums',
          'The values added up, divided by what `by` says. Each dimension is a parameter too: `age=1-5`, `year=2030,2035`. What must not be added up and is not chosen takes a default, told in `assumed`: the newest version, the main scenario, the population, the areas of the map, the latest year.',
        ],
      }),
      schema: 'Aggregate',
      query: aggregateParameters(tableOf(definition)),
      known: knownOfDimensions(described),
      offered: aggregateOffered,
      missing: true,
    }),
  };
}

/** Examples that together find what the sample is of. A role has none: it is not asked for beside its field. */
function knownOfDimensions(described: Described): Known {
  const { filter } = knownOf(described);
  const examples = tableOf(described.definition).dimensions.flatMap(({ field: { name, type } }) => {
    const value = described.sample?.properties[name];
    if (value === undefined || value === null) return [];
    // Whole numbers are told as spans of them; the rest are lists.
    return [[name, { example: type === 'integer' ? String(value) : [value] }] as const];
  });
  return { ...(filter ? { filter } : {}), ...Object.fromEntries(examples) };
}
