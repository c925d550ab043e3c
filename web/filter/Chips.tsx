import type { DatasetDescription } from '../../server/styles/describe.ts';
import { filled } from '../../server/styles/filled.ts';
import { choose, chosenIn, setFilter } from './choices.ts';
import { said } from './sentence.ts';
import { filterWords } from './words.ts';

/** What is chosen, in words, each with a way to take it back. */
export function Chips({ dataset }: { dataset: DatasetDescription }) {
  const words = filterWords.value;
  const { conditions, foreign } = chosenIn(dataset);
  if (foreign !== undefined)
    return (
      <div class="foreign">
        <p>{words.foreign}</p>
        <code>{foreign}</code>
        <Chip what={words.removeAll} label={words.removeAll} onRemove={() => setFilter(dataset, undefined)} />
      </div>
    );
  if (conditions.length === 0) return null;
  return (
    <ul class="chips">
      {conditions.map((condition) => {
        const what = said(condition, dataset);
        return (
          <li key={condition.field}>
            <Chip
              what={what}
              label={filled(words.remove, { what })}
              onRemove={() => choose(dataset, condition.field, undefined)}
            />
          </li>
        );
      })}
    </ul>
  );
}

function Chip({ what, label, onRemove }: { what: string; label: string; onRemove: () => void }) {
  return (
    <button type="button" class="chip" aria-label={label} onClick={onRemove}>
      <span>{what}</span>
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <path d="M3 3l8 8M11 3l-8 8" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
      </svg>
    </button>
  );
}
