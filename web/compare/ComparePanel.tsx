import { BackButton } from '../panel/BackButton.tsx';
import { closeAside } from '../state/actions.ts';
import { forecast } from '../state/state.ts';
import { Changes } from './Changes.tsx';
import { type Compared, compared, dayYearsAgo, momentOf, yearToCompare } from './compare-state.ts';
import { compareWords } from './words.ts';

/** What the map is compared with, how the two are shown, and what has changed. */
export function ComparePanel() {
  const words = compareWords.value;
  const one = compared.value;
  return (
    <div class="padded compare-panel">
      <BackButton leave={closeAside} />
      <h2 tabIndex={-1}>{words.title}</h2>
      <What one={one} />
      {one ? (
        <>
          <View one={one} />
          <button
            type="button"
            class="plain-button"
            onClick={() => {
              compared.value = undefined;
            }}
          >
            {words.end}
          </button>
        </>
      ) : null}
      {one?.what === 'earlier' ? <Changes day={one.day} /> : null}
    </div>
  );
}

function What({ one }: { one: Compared | undefined }) {
  const words = compareWords.value;
  const view = one?.view ?? 'swipe';
  const shown = forecast.value;
  const otherMeasures = shown?.dataset.measures.filter(({ id }) => id !== shown.measure.id) ?? [];
  const [firstMeasure] = otherMeasures;
  const choices: { what: Compared['what']; start: () => Compared; isPossible: boolean }[] = [
    { what: 'earlier', start: () => ({ view, what: 'earlier', day: dayYearsAgo(1) }), isPossible: true },
    { what: 'year', start: () => ({ view, what: 'year', year: yearToCompare() }), isPossible: shown !== undefined },
    {
      what: 'measure',
      start: () => ({ view, what: 'measure', measure: firstMeasure?.id ?? '' }),
      isPossible: firstMeasure !== undefined,
    },
    { what: 'theme', start: () => ({ view, what: 'theme' }), isPossible: true },
    { what: 'paper', start: () => ({ view, what: 'paper' }), isPossible: true },
  ];
  return (
    <fieldset>
      <legend class="field-label">{words.what}</legend>
      {choices.map(({ what, start, isPossible }) => (
        <div key={what}>
          <label class="choice">
            <input
              type="radio"
              name="compare-what"
              checked={one?.what === what}
              disabled={!isPossible}
              onChange={() => {
                compared.value = start();
              }}
            />
            {words[what]}
          </label>
          {one?.what === what ? <Detail one={one} /> : null}
        </div>
      ))}
      {shown ? null : <p class="note">{words.needsForecast}</p>}
    </fieldset>
  );
}

function Detail({ one }: { one: Compared }) {
  const words = compareWords.value;
  const shown = forecast.value;
  if (one.what === 'earlier')
    return (
      <input
        type="date"
        aria-label={words.day}
        value={one.day}
        max={dayYearsAgo(0)}
        onChange={(event) => {
          const day = event.currentTarget.value;
          const isDay = momentOf(day) !== undefined;
          event.currentTarget.setCustomValidity(isDay ? '' : words.badDay);
          if (isDay) compared.value = { ...one, day };
          else event.currentTarget.reportValidity();
        }}
      />
    );
  if (one.what === 'year' && shown)
    return (
      <select
        aria-label={words.year}
        value={one.year}
        onChange={(event) => {
          compared.value = { ...one, year: Number(event.currentTarget.value) };
        }}
      >
        {shown.totals.years.map((year) => (
          <option key={year} value={year}>
            {year}
          </option>
        ))}
      </select>
    );
  if (one.what === 'measure' && shown)
    return (
      <select
        aria-label={words.measure}
        value={one.measure}
        onChange={(event) => {
          compared.value = { ...one, measure: event.currentTarget.value };
        }}
      >
        {shown.dataset.measures.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    );
  return null;
}

function View({ one }: { one: Compared }) {
  const words = compareWords.value;
  return (
    <fieldset>
      <legend class="field-label">{words.view}</legend>
      {(['swipe', 'side'] as const).map((view) => (
        <label key={view} class="choice">
          <input
            type="radio"
            name="compare-view"
            checked={one.view === view}
            onChange={() => {
              compared.value = { ...one, view };
            }}
          />
          {words[view]}
        </label>
      ))}
    </fieldset>
  );
}
