import { useEffect } from 'preact/hooks';
import type { Found } from '../../server/search/document.ts';
import { formatNumber } from '../../server/styles/format.ts';
import { lang } from '../state/state.ts';
import { choose } from './choose.ts';
import { active, answer, hits, isAway, isOpen, typed } from './search-state.ts';
import { searchWords } from './words.ts';

export const resultsId = 'search-results';

export function optionId(index: number): string {
  return `search-hit-${index}`;
}

/** What was found, in groups, under the field. */
export function Results() {
  const words = searchWords.value;
  const pick = active.value;
  useEffect(() => {
    if (pick !== undefined) document.getElementById(optionId(pick))?.scrollIntoView({ block: 'nearest' });
  }, [pick]);
  const found = answer.value;
  const isShown = isOpen.value && found !== undefined;
  return (
    <div class="search-results" hidden={!isShown && !isAway.value}>
      {isAway.value ? <p class="quiet">{words.failed}</p> : null}
      {isShown && hits.value.length === 0 ? <p class="quiet">{words.none}</p> : null}
      <div role="listbox" id={resultsId} aria-label={words.results}>
        {isShown
          ? found.groups.map(({ id, title, numberMatched = 0, numberReturned }) => (
              // biome-ignore lint/a11y/useSemanticElements: within a listbox a fieldset would be no group
              <div key={id} role="group" aria-labelledby={`search-group-${id}`}>
                <div class="search-group" id={`search-group-${id}`}>
                  {title}
                  {numberMatched > numberReturned ? (
                    <span class="quiet">
                      {' '}
                      {words.shown.replace('{n}', number(numberReturned)).replace('{all}', number(numberMatched))}
                    </span>
                  ) : null}
                </div>
                {found.features.map((hit, index) =>
                  hit.properties.group === id ? <Option key={hit.id} hit={hit} index={index} /> : null,
                )}
              </div>
            ))
          : null}
      </div>
      {isShown ? found.notes.map((note) => <p key={note}>{note}</p>) : null}
      {isShown && hits.value.length > 0 ? (
        <p>
          <a href={`/sok?${new URLSearchParams({ q: typed.value, lang: lang.value })}`}>{words.all}</a>
        </p>
      ) : null}
    </div>
  );
}

function Option({ hit, index }: { hit: Found; index: number }) {
  const { title, subtitle, matched, alike } = hit.properties;
  const isSaid = matched === undefined || title.includes(matched.text);
  const more = [
    subtitle,
    isSaid ? undefined : `${matched.title}: ${matched.text}`,
    alike === undefined ? undefined : searchWords.value.alike.replace('{n}', number(alike)),
  ].filter(Boolean);
  return (
    // The keys are those of the field, which keeps the focus.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox hears the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the combobox keeps the focus
    <div
      role="option"
      id={optionId(index)}
      aria-selected={active.value === index}
      class="search-hit"
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => choose(hit)}
    >
      <span>{title}</span>
      {more.length > 0 ? <span class="quiet">{more.join(' · ')}</span> : null}
    </div>
  );
}

function number(value: number): string {
  return formatNumber(value, lang.value);
}
