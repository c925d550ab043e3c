import './notice.css';
import { effect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { filled } from '../../server/styles/filled.ts';
import { choroplethOpacity } from '../../server/styles/layer-names.ts';
import { resolveToken } from '../../server/styles/palette.ts';
import { open } from '../state/actions.ts';
import { areasTaken } from '../state/experiment.ts';
import { baseStyle } from '../state/loading.ts';
import { page, theme } from '../state/state.ts';
import { followExperiment, group, reckoned, reset, year as shownYear } from './experiment.ts';
import { differenceClasses, differenceOnMap } from './on-map.ts';
import type { Reckoned } from './reckon.ts';
import { onMap, triedText, whatIfRoom } from './state.ts';
import { groupInWords, morePeople } from './told.ts';
import { whatIfWords } from './words.ts';

/** Over the map, as long as it shows an experiment: that it is one, what the colours mean, and ways in and out. */
export function ExperimentNotice() {
  const words = whatIfWords.value;
  useEffect(followExperiment, []);
  useEffect(followMap, []);
  const result = reckoned.value;
  const year = shownYear.value;
  if (triedText.value === undefined) return null;
  return (
    <section class="experiment-notice" aria-label={words.mark}>
      <strong>{words.mark}</strong>
      <div class="experiment-ways">
        {page.value === whatIfRoom ? null : (
          <button type="button" class="plain-button" onClick={() => open(whatIfRoom)}>
            {words.show}
          </button>
        )}
        <button type="button" class="plain-button" onClick={reset}>
          {words.end}
        </button>
      </div>
      {result && year !== undefined && !areasTaken.value ? <DifferenceLegend result={result} year={year} /> : null}
      {page.value === whatIfRoom ? null : <p class="quiet">{words.notInPictures}</p>}
    </section>
  );
}

/** In the card of the areas, whose legend tells of the decided forecast. */
export function CardNote() {
  return <p class="note">{whatIfWords.value.otherColours}</p>;
}

function followMap(): () => void {
  const stop = effect(() => {
    const result = reckoned.value;
    const year = shownYear.value;
    const base = baseStyle.value?.style;
    const isShown = triedText.value !== undefined && !areasTaken.value && result && year !== undefined && base;
    onMap.value = isShown ? differenceOnMap({ result, year, group: group.value, theme: theme.value, base }) : undefined;
  });
  return () => {
    stop();
    onMap.value = undefined;
  };
}

/** As on the map, where the paper shows through. */
function onPaper(colour: string): string {
  return `color-mix(in srgb, ${colour} ${choroplethOpacity * 100}%, ${resolveToken('@land', theme.value)})`;
}

/** From fewest to most. */
function DifferenceLegend({ result, year }: { result: Reckoned; year: number }) {
  const words = whatIfWords.value;
  const { limits, colours } = differenceClasses(result, group.value);
  const title = result.document.groups.find(({ name }) => name === group.value)?.title;
  const limit = (at: number) => morePeople(limits[at] ?? 0);
  const last = colours.length - 1;
  const inWords = (at: number) => {
    if (colours[at] === '@unchanged') return words.around;
    if (at === 0) return filled(words.below, { limit: limit(0) });
    return at === last ? filled(words.from, { limit: limit(last - 1) }) : `${limit(at - 1)} ${words.to} ${limit(at)}`;
  };
  return (
    <div>
      <p class="quiet">{filled(words.legend, { year, group: groupInWords(title) })}</p>
      <ul class="difference-classes">
        {colours.map((colour, at) => (
          <li key={colour}>
            <span class="class-colour" style={{ background: onPaper(resolveToken(colour, theme.value)) }} />
            {inWords(at)}
          </li>
        ))}
      </ul>
    </div>
  );
}
