import { ChartFigure } from '../../charts/ChartFigure.tsx';
import { chosenYear, playing } from '../../state/state.ts';
import { type Sums, useSums } from '../ask.ts';
import { type Ages, pyramidChart } from './change-charts.ts';
import { dependencyChart } from './charts.ts';
import { type Row, yearsOf } from './figures.ts';
import { filesOf } from './files.ts';
import type { Reading } from './reading.ts';
import { askedOf, forecastOf, rowsOf } from './where.ts';

/** Between these ages people carry others (Statistics Sweden's försörjningskvot). */
const working = { from: 20, to: 64 };

/** Who they are, in the year that the map shows, over who they were, and how many they carry. `base`: the last year that is known. */
export function ByAge({ reading, base }: { reading: Reading; base: number | undefined }) {
  const { dataset, people, where, told } = reading;
  const { year, sex, age } = people;
  // All years at once, so that it moves with the slider.
  const asked = forecastOf(where, people, dataset, [year, sex, age]);
  const known = askedOf(where, people, people.outcome ?? dataset, [year, sex, age]);
  const { answers } = useSums([asked, known], told.lang);
  const [ahead, came] = answers ?? [];
  if (!ahead || !came) return null;
  const rows = [...rowsOf(where, people, came).filter((row) => Number(row[year]) <= (base ?? 0))];
  rows.push(...rowsOf(where, people, ahead).filter((row) => Number(row[year]) > (base ?? 0)));
  const years = [...new Set(rows.map((row) => Number(row[year])))].sort((a, b) => a - b);
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined) return null;
  const shown = Math.min(Math.max(told.year, first), last);
  const titles =
    ahead.columns.find(({ name }) => name === sex)?.values ??
    came.columns.find(({ name }) => name === sex)?.values ??
    [];
  const agesIn = (one: number) =>
    agesOf(
      rows.filter((row) => Number(row[year]) === one),
      one,
      titles,
      { sex, age },
    );
  const isWorking = (row: Row) => Number(row[age]) >= working.from && Number(row[age]) <= working.to;
  const dependency = dependencyChart(told, yearsOf(rows, year), yearsOf(rows, year, isWorking), base);
  return (
    <>
      <ChartFigure
        chart={pyramidChart(told, agesIn(shown), base === undefined ? undefined : agesIn(base))}
        name={`aldrar-och-kon-${shown}`}
        files={filesOf(reading, asked, known)}
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
      <ChartFigure chart={dependency} name="forsorjningskvot" files={filesOf(reading, asked, known)} />
    </>
  );
}

type Titles = NonNullable<Sums['columns'][number]['values']>;

function agesOf(rows: readonly Row[], year: number, titles: Titles, { sex, age }: { sex: string; age: string }): Ages {
  const oldest = Math.max(0, ...rows.map((row) => Number(row[age] ?? 0)));
  return {
    year,
    sexes: titles.map(({ value, title }) => ({
      title,
      byAge: Array.from({ length: oldest + 1 }, (_, one) => {
        const found = rows.find((row) => row[sex] === value && row[age] === one)?.value;
        return typeof found === 'number' ? found : 0;
      }),
    })),
  };
}
