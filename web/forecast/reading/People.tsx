import { ChartFigure } from '../../charts/ChartFigure.tsx';
import { type Sums, useSums } from '../ask.ts';
import { chosenScenario, chosenVersion } from '../choices.ts';
import { ByAge } from './ByAge.tsx';
import { componentsChart, dwellingsChart } from './change-charts.ts';
import { agesChart, dependencyChart, populationChart } from './charts.ts';
import { joined, type Row, type Years, yearsOf } from './figures.ts';
import { filesOf } from './files.ts';
import type { Reading } from './reading.ts';
import { askedOf, forecastOf, rowsOf } from './where.ts';

const ageGroup = 'agegroup';

/** How many there will be, of what age, why, and how many they carry. */
export function People({ reading }: { reading: Reading }) {
  const { dataset, people, where, told } = reading;
  const { year, variable, scenario, version } = people;
  const outcome = people.outcome ?? dataset;
  const components = {
    [variable]: [people.born, people.died, people.movedIn, people.movedOut, people.dwellings].join(),
  };
  const ofVersion = version && chosenVersion.value ? { [version]: chosenVersion.value } : {};
  const asked = {
    all: askedOf(where, people, dataset, [year, ...(scenario ? [scenario] : [])], ofVersion),
    knownAll: askedOf(where, people, outcome, [year]),
    ages: forecastOf(where, people, dataset, [year, ageGroup]),
    knownAges: askedOf(where, people, outcome, [year, ageGroup]),
    parts: forecastOf(where, people, dataset, [year, variable], components),
    knownParts: askedOf(where, people, outcome, [year, variable], components),
  };
  const { answers, failed } = useSums(Object.values(asked), told.lang);
  if (failed) return <p class="note">{told.words.failed}</p>;
  if (!answers) return <p class="quiet">{told.words.loading}</p>;
  const [all = [], knownAll = [], ages = [], knownAges = [], parts = [], knownParts = []] = answers.map((answer) =>
    rowsOf(where, people, answer),
  );
  const [main, ...others] = scenariosOf(reading, answers[0], all);
  if (!main) return <p class="note">{told.words.noForecast}</p>;
  const came = yearsOf(knownAll, year);
  const { from, years } = joined(came, main.values);
  const base = from === undefined || came.size === 0 ? undefined : from - 1;
  const both = (known: readonly Row[], ahead: readonly Row[], isMeant?: (row: Row) => boolean) =>
    through(yearsOf(known, year, isMeant), yearsOf(ahead, year, isMeant));
  const part = (name: string) => both(knownParts, parts, (row) => row[variable] === name);
  const groups = people.ageGroups.map(({ name, title, ...group }) => ({
    title,
    from: group.from,
    to: group.to,
    outcome: yearsOf(knownAges, year, (row) => row[ageGroup] === name),
    forecast: yearsOf(ages, year, (row) => row[ageGroup] === name),
  }));
  const { born, died, movedIn, movedOut } = people;
  const change = componentsChart(
    told,
    { born: part(born), died: part(died), movedIn: part(movedIn), movedOut: part(movedOut) },
    from,
  );
  const working = widest(groups);
  const dependency =
    working &&
    dependencyChart(
      told,
      through(came, main.values),
      { ages: `${working.from}–${working.to}`, values: through(working.outcome, working.forecast) },
      base,
    );
  const dwellings = dwellingsChart(told, part(people.dwellings), from);
  return (
    <>
      <ChartFigure
        chart={populationChart(told, came, main, others)}
        name="folkmangd"
        files={filesOf(reading, asked.all, asked.knownAll)}
      />
      <ChartFigure
        chart={agesChart(told, groups)}
        name="aldrar"
        files={filesOf(reading, asked.ages, asked.knownAges)}
      />
      <ByAge
        key={JSON.stringify([asked.ages, told.lang])}
        reading={reading}
        first={years[0] ?? told.year}
        last={years.at(-1) ?? told.year}
        base={base}
      />
      {change ? (
        <ChartFigure chart={change} name="forandring" files={filesOf(reading, asked.parts, asked.knownParts)} />
      ) : null}
      {dwellings ? <ChartFigure chart={dwellings} name="bostader" files={filesOf(reading, asked.parts)} /> : null}
      {dependency ? (
        <ChartFigure chart={dependency} name="forsorjningskvot" files={filesOf(reading, asked.ages, asked.knownAges)} />
      ) : null}
    </>
  );
}

/** The ages that carry the others: the group of most years that has an end. */
function widest<T extends { from: number; to: number | undefined }>(groups: readonly T[]): T | undefined {
  const span = ({ from, to }: T) => (to === undefined ? 0 : to - from);
  return [...groups].sort((a, b) => span(b) - span(a))[0];
}

/** What came out as far as that is known, and what is forecast from there. */
function through(outcome: Years, forecast: Years): Years {
  const { years, values } = joined(outcome, forecast);
  return new Map(years.map((year, index) => [year, values[index] ?? 0]));
}

/** Each scenario's totals; first the one that is read, which is the first of the definition where none is chosen. */
function scenariosOf({ people, told }: Reading, answer: Sums | undefined, rows: readonly Row[]) {
  const { scenario, year } = people;
  if (!scenario) return [{ name: told.words.people, values: yearsOf(rows, year) }];
  const codes = answer?.columns.find(({ name }) => name === scenario)?.values ?? [];
  const first = chosenScenario.value ?? codes[0]?.value;
  return codes
    .filter(({ value }) => rows.some((row) => row[scenario] === value))
    .sort((a, b) => Number(b.value === first) - Number(a.value === first))
    .map(({ value, title }) => ({ name: title, values: yearsOf(rows, year, (row) => row[scenario] === value) }));
}
