import { filled } from '../../server/styles/filled.ts';
import { ChartFigure } from '../charts/ChartFigure.tsx';
import { chosenYear } from '../state/state.ts';
import { differenceChart } from './difference-chart.ts';
import { group, year as shownYear } from './experiment.ts';
import type { Reckoned } from './reckon.ts';
import { triedText } from './state.ts';
import { type AreaNumbers, morePeople, numbersOf, people, sentence, triedNumber } from './told.ts';
import { whatIfWords } from './words.ts';

/** What an experiment does, in a sentence that stays in view and is read out when it changes. */
export function Sentence({ result }: { result: Reckoned }) {
  const year = shownYear.value;
  return (
    <p role="status" class="what-if-sentence">
      {triedText.value === undefined || year === undefined ? whatIfWords.value.nothing : sentence(result, year)}
    </p>
  );
}

/** By area in a year, and year by year. */
export function Result({ result }: { result: Reckoned }) {
  const words = whatIfWords.value;
  const { document, held, unknown } = result;
  const year = shownYear.value;
  if (year === undefined) return null;
  const numbers = numbersOf(result, year, group.value);
  return (
    <section aria-labelledby="what-if-result">
      <h3 id="what-if-result">{words.result}</h3>
      {unknown.length > 0 ? <p class="note">{filled(words.unknown, { names: unknown.join(', ') })}</p> : null}
      {held >= 1 ? <p class="note">{filled(words.held, { count: people(held) })}</p> : null}
      <div class="what-if-choices">
        <label>
          <span class="field-label">{words.year}</span>
          <select
            value={year}
            onChange={(event) => {
              chosenYear.value = Number(event.currentTarget.value);
            }}
          >
            {document.years.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span class="field-label">{words.age}</span>
          <select
            value={group.value ?? ''}
            onChange={(event) => {
              group.value = event.currentTarget.value || undefined;
            }}
          >
            <option value="">{words.allAges}</option>
            {document.groups.map(({ name, title }) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
      </div>
      <table class="figures what-if-areas">
        <caption>
          {words.mark}
          <br />
          {numbers.title ?? words.allAges} {year}
        </caption>
        <thead>
          <tr>
            <th scope="col">{words.area}</th>
            <th scope="col">{words.official}</th>
            <th scope="col">{words.tried}</th>
            <th scope="col">{words.difference}</th>
          </tr>
        </thead>
        <tbody>
          {[...numbers.areas].sort(byDifference).map((area) => (
            <Row key={area.code} name={area.name} numbers={area} />
          ))}
        </tbody>
        <tfoot>
          <Row name={words.whole} numbers={numbers.whole} />
        </tfoot>
      </table>
      {triedText.value === undefined ? null : (
        <ChartFigure chart={differenceChart(result, year, group.value)} name="experiment" level={4} />
      )}
      {document.protection === undefined ? null : <p class="unit">{document.protection}</p>}
    </section>
  );
}

/** What differs most first; those that are alike in the order of their names. */
function byDifference(a: AreaNumbers, b: AreaNumbers): number {
  return Math.abs(Math.round(b.difference)) - Math.abs(Math.round(a.difference)) || a.name.localeCompare(b.name, 'sv');
}

function Row({ name, numbers }: { name: string; numbers: Pick<AreaNumbers, 'official' | 'difference'> }) {
  const { missing } = whatIfWords.value;
  const write = (value: number | null) => (value === null ? missing : people(value));
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{write(numbers.official)}</td>
      <td>{write(triedNumber(numbers))}</td>
      <td>{morePeople(numbers.difference)}</td>
    </tr>
  );
}
