import type { Supply } from '../../server/forecast/need/basis.ts';
import type { YearOfNeed } from '../../server/forecast/need/reckon.ts';
import { partInWords } from '../../server/forecast/need/words.ts';
import { filled } from '../../server/styles/filled.ts';
import { formatNumber } from '../../server/styles/format.ts';
import { showFeature } from '../state/actions.ts';
import { lang } from '../state/state.ts';
import { needWords } from './words.ts';

/** What a year's numbers are made of: people of which ages times which rate, and which premises and projects. */
export function MadeOf({ year }: { year: YearOfNeed }) {
  const words = needWords.value;
  const { parts, supply } = year;
  return (
    <>
      <h4>{words.needIs}</h4>
      <ul>
        {parts.map((part) => (
          <li key={part.rate.id}>{partInWords(part, lang.value)}</li>
        ))}
      </ul>
      <h4>{words.placesAre}</h4>
      {supply.length === 0 ? <p>{words.none}</p> : null}
      <ul>
        {supply.map((one) => (
          <li key={`${one.dataset}/${one.key}`}>
            <button type="button" class="as-link" onClick={() => showFeature({ dataset: one.dataset, key: one.key })}>
              {one.name}
            </button>{' '}
            {inWords(one)}
          </li>
        ))}
      </ul>
    </>
  );
}

function inWords({ kind, places, units, from, till }: Supply): string {
  const words = needWords.value;
  const number = (value: number, decimals = 0) => formatNumber(value, lang.value, decimals);
  const count = units ? `${number(places)} (${number(units.count)} × ${number(units.each, 2)})` : number(places);
  return [
    ...[count, ...(kind === 'project' ? [words.project] : [])],
    ...(from === undefined ? [] : [filled(words.since, { year: from })]),
    ...(till === undefined ? [] : [filled(words.until, { year: till })]),
  ].join(', ');
}
