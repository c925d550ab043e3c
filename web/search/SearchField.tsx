import './search.css';
import { useRef } from 'preact/hooks';
import { isNarrow, sheet } from '../panel/sheet-height.ts';
import { lang } from '../state/state.ts';
import { choose } from './choose.ts';
import { optionId, Results, resultsId } from './Results.tsx';
import { active, answer, clear, firstHit, hits, isAway, isOpen, type, typed } from './search-state.ts';
import { searchWords } from './words.ts';

const fieldId = 'search-field';

/** One field for everything that can be found: a combobox with a list (WAI-ARIA APG, editable combobox). */
export function SearchField() {
  const words = searchWords.value;
  const field = useRef<HTMLInputElement>(null);
  const pick = active.value;
  return (
    <search class="search">
      <form
        action="/sok"
        onFocusOut={({ currentTarget, relatedTarget }) => {
          if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) isOpen.value = false;
        }}
        onSubmit={(event) => {
          event.preventDefault();
          void chooseActive();
        }}
      >
        <label class="spoken" for={fieldId}>
          {words.label}
        </label>
        <input type="hidden" name="lang" value={lang.value} />
        <input
          ref={field}
          id={fieldId}
          name="q"
          type="text"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={isOpen.value && hits.value.length > 0}
          aria-controls={resultsId}
          aria-activedescendant={pick === undefined ? undefined : optionId(pick)}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          enterkeyhint="search"
          maxLength={200}
          placeholder={words.placeholder}
          value={typed.value}
          onInput={({ currentTarget }) => type(currentTarget.value)}
          onFocus={() => {
            isOpen.value = answer.value !== undefined;
            if (isNarrow.value) sheet.value = 'low';
          }}
          onKeyDown={(event) => {
            if (onKey(event.key)) event.preventDefault();
          }}
        />
        {typed.value ? (
          <button
            type="button"
            class="search-clear"
            aria-label={words.clear}
            onClick={() => {
              clear();
              field.current?.focus();
            }}
          >
            <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
              <path d="M3 3l10 10M13 3L3 13" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
            </svg>
          </button>
        ) : (
          <svg class="search-sign" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
            <path
              d="M8.5 14a5.5 5.5 0 1 1 0-11 5.5 5.5 0 0 1 0 11zM12.6 12.6L17 17"
              fill="none"
              stroke="currentColor"
              stroke-width="1.8"
              stroke-linecap="round"
            />
          </svg>
        )}
        <Results />
      </form>
      <p class="spoken" role="status">
        {saidOf()}
      </p>
    </search>
  );
}

async function chooseActive(): Promise<void> {
  const pick = active.value;
  const hit = pick === undefined ? await firstHit() : hits.value[pick];
  if (hit) choose(hit);
}

/** Whether the key meant something here. */
function onKey(key: string): boolean {
  const count = hits.value.length;
  switch (key) {
    case 'ArrowDown':
    case 'ArrowUp': {
      if (count === 0) return false;
      const step = key === 'ArrowDown' ? 1 : -1;
      const from = active.value ?? (step > 0 ? -1 : count);
      isOpen.value = true;
      active.value = (from + step + count) % count;
      return true;
    }
    case 'Escape':
      // First the list, then what was typed.
      if (isOpen.value) {
        isOpen.value = false;
        active.value = undefined;
      } else clear();
      return true;
    default:
      return false;
  }
}

/** What a screen reader says when an answer has come. */
function saidOf(): string {
  const words = searchWords.value;
  if (isAway.value) return words.failed;
  if (!answer.value || !isOpen.value) return '';
  const count = hits.value.length;
  if (count === 0) return words.none;
  const many = count === 1 ? words.count.one : words.count.other.replace('{n}', String(count));
  return [`${many}. ${words.keys}`, ...answer.value.notes].join(' ');
}
