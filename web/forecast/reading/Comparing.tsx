import { ChartFigure } from '../../charts/ChartFigure.tsx';
import { useSums } from '../ask.ts';
import { chosenForecast, chosenScenario } from '../choices.ts';
import { areasChart, missChart, versionsChart } from './comparing-charts.ts';
import { type Row, yearsOf } from './figures.ts';
import { filesOf } from './files.ts';
import type { Reading } from './reading.ts';
import { askedOf, rowsOf } from './where.ts';

/** The areas beside each other, and forecasts beside what came out. */
export function Comparing({ reading }: { reading: Reading }) {
  const { dataset, people, where, told, names } = reading;
  const { year, area, version, baseYear, scenario } = people;
  const outcome = people.outcome ?? dataset;
  const ofScenario = scenario && chosenScenario.value ? { [scenario]: chosenScenario.value } : {};
  const byVersion = [year, ...[version, baseYear].filter((name) => name !== undefined)];
  const asked = {
    areas: askedOf(where, people, dataset, [area, year], chosenForecast.value),
    versions: askedOf(where, people, dataset, byVersion, ofScenario),
    versionsOfAreas: askedOf(where, people, dataset, [...byVersion, area], ofScenario),
    known: askedOf(where, people, outcome, [year]),
    knownAreas: askedOf(where, people, outcome, [area, year]),
  };
  const { answers } = useSums(Object.values(asked), told.lang);
  const [areas, versions, versionsOfAreas, known, knownAreas] = answers ?? [];
  if (!areas || !versions || !versionsOfAreas || !known || !knownAreas) return null;
  const came = yearsOf(rowsOf(where, people, known), year);
  const byArea = (rows: readonly Row[], isMeant: (row: Row) => boolean = () => true) =>
    new Map([...names.keys()].map((code) => [code, yearsOf(rows, year, (row) => row[area] === code && isMeant(row))]));
  const base = Math.max(...came.keys());
  const [now, before] = [byArea(areas.rows), byArea(knownAreas.rows)];
  const compared = areasChart(
    told,
    [...names].map(([code, name]) => ({
      name,
      before: before.get(code)?.get(base),
      after: now.get(code)?.get(told.year),
    })),
    base,
  );
  const forecasts = [...new Set(versions.rows.map((row) => String(row[version ?? ''])))].sort().map((name) => ({
    name,
    baseYear: Number(versions.rows.find((row) => row[version ?? ''] === name)?.[baseYear ?? ''] ?? 0),
    isOf: (row: Row) => row[version ?? ''] === name,
  }));
  const miss = missChart(
    told,
    forecasts.map(({ isOf, ...one }) => ({ ...one, said: byArea(versionsOfAreas.rows, isOf) })),
    before,
  );
  const rows = rowsOf(where, people, versions);
  const said = forecasts.map(({ isOf, ...one }) => ({ ...one, values: yearsOf(rows, year, isOf) }));
  return (
    <>
      {compared ? (
        <ChartFigure chart={compared} name="omraden" files={filesOf(reading, asked.areas, asked.knownAreas)} />
      ) : null}
      {said.length > 1 ? (
        <ChartFigure
          chart={versionsChart(told, came, said)}
          name="prognoser"
          files={filesOf(reading, asked.versions, asked.known)}
        />
      ) : null}
      {miss ? <ChartFigure chart={miss} name="traffsakerhet" files={filesOf(reading, asked.versionsOfAreas)} /> : null}
    </>
  );
}
