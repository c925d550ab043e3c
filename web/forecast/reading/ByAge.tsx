import { ChartFigure } from '../../charts/ChartFigure.tsx';
import { chosenYear, playing } from '../../state/state.ts';
import { type Sums, useLastSums } from '../ask.ts';
import { type Ages, pyramidChart } from './change-charts.ts';
import type { Row } from './figures.ts';
import { filesOf } from './files.ts';
import type { Reading } from './reading.ts';
import { askedOf, forecastOf, rowsOf } from './where.ts';

interface Properties {
  reading: Reading;
  /** The years that there are, and the last that is known. */
  first: number;
  last: number;
  base: number | undefined;
}

/** Who they are, in the year that the map shows, over who they were in the last known year. */
export function ByAge({ reading, first, last, base }: Properties) {
  const { dataset, people, where, told } = reading;
  const { year, sex, age } = people;
  const shown = Math.min(Math.max(told.year, first), last);
  const outcome = people.outcome ?? dataset;
  const of = (one: number) =>
    base !== undefined && one <= base
      ? askedOf(where, people, outcome, [sex, age], { [year]: String(one) })
      : forecastOf(where, people, dataset, [sex, age], { [year]: String(one) });
  const asked = [of(shown), of(base ?? shown)] as const;
  // While it plays, the year before stays until the next has come.
  const { answers, failed, questions } = useLastSums(asked, told.lang);
  const answered = Number(questions[0]?.fixed?.[year] ?? shown);
  const [now, before] = answers ?? [];
  if (failed) return <p class="note">{told.words.failed}</p>;
  if (!now || !before) return <p class="quiet">{told.words.loading}</p>;
  const titles = now.columns.find(({ name }) => name === sex)?.values ?? [];
  const agesIn = (sums: Sums, one: number) => agesOf(rowsOf(where, people, sums), one, titles, { sex, age });
  return (
    <>
      <ChartFigure
        chart={pyramidChart(told, agesIn(now, answered), base === undefined ? undefined : agesIn(before, base))}
        name={`aldrar-och-kon-${answered}`}
        files={filesOf(reading, ...questions)}
      />
      <label class="reading-year">
        <span class="field-label">{told.words.year}</span>
        <input
          type="range"
          min={first}
          max={last}
          step={1}
          value={shown}
          onInput={(event) => {
            playing.value = false;
            chosenYear.value = event.currentTarget.valueAsNumber;
          }}
        />
        <output>{shown}</output>
      </label>
    </>
  );
}

type Titles = NonNullable<Sums['columns'][number]['values']>;

function agesOf(rows: readonly Row[], year: number, titles: Titles, { sex, age }: { sex: string; age: string }): Ages {
  const oldest = Math.max(0, ...rows.map((row) => Number(row[age] ?? 0)));
  const byKey = new Map(rows.map((row) => [`${row[sex]} ${row[age]}`, row.value]));
  return {
    year,
    sexes: titles.map(({ value, title }) => ({
      title,
      byAge: Array.from({ length: oldest + 1 }, (_, one) => {
        const found = byKey.get(`${value} ${one}`);
        return typeof found === 'number' ? found : 0;
      }),
    })),
  };
}
