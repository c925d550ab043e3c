import { useEffect } from 'preact/hooks';
import { coveredBySheet } from '../panel/sheet-height.ts';
import { chosenYear, forecast, playing, t } from '../state/state.ts';
import { isOutside } from './shown-as.ts';
import { forecastWords } from './words.ts';

/** Milliseconds that each year is shown while it plays. */
const beat = 900;

/** The year, large, with a slider under it and a button that plays the years. Keys: arrows one year, Page keys five. */
export function YearBar() {
  const shown = forecast.value;
  const isPlaying = playing.value;
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => {
      const now = forecast.peek();
      if (!now) return;
      const index = now.totals.years.indexOf(now.year);
      const next = now.totals.years[index + 1];
      if (next === undefined) playing.value = false;
      else chosenYear.value = next;
    }, beat);
    return () => clearInterval(timer);
  }, [isPlaying]);
  if (!shown) return null;
  const words = t.value;
  const { years } = shown.totals;
  const first = years[0] ?? shown.year;
  const last = years.at(-1) ?? shown.year;
  const show = (year: number) => {
    playing.value = false;
    chosenYear.value = Math.min(Math.max(year, first), last);
  };
  return (
    <section class="year-bar" aria-label={words.year} style={{ '--covered': `${coveredBySheet.value}px` }}>
      <button
        type="button"
        class="play"
        aria-label={isPlaying ? words.pause : words.play}
        onClick={() => {
          // At the end it starts over.
          if (!isPlaying && shown.year === last) chosenYear.value = first;
          playing.value = !isPlaying;
        }}
      >
        <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
          <path d={isPlaying ? 'M4 3h4v12H4zM10 3h4v12h-4z' : 'M4 2.5v13L15 9z'} fill="currentColor" />
        </svg>
      </button>
      <output class="year">{shown.year}</output>
      <div class="year-slide">
        <input
          type="range"
          aria-label={words.year}
          min={first}
          max={last}
          step={1}
          value={shown.year}
          onInput={(event) => show(event.currentTarget.valueAsNumber)}
          onKeyDown={(event) => {
            const by = { PageUp: 5, PageDown: -5 }[event.key];
            if (by === undefined) return;
            event.preventDefault();
            show(shown.year + by);
          }}
        />
        <div class="year-ends" aria-hidden="true">
          <span>{first}</span>
          <span>{last}</span>
        </div>
        {isOutside.value ? <p class="year-outside">{forecastWords().outside}</p> : null}
      </div>
    </section>
  );
}
