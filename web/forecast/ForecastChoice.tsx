import { lang } from '../state/state.ts';
import { useSums } from './ask.ts';
import { chosenScenario, chosenVersion, peopleForecast } from './choices.ts';
import './choices.css';
import { forecastWords } from './words.ts';

/** Which forecast and which scenario: of the map and of the charts alike. */
export function ForecastChoice() {
  const words = forecastWords();
  const { id = '', people } = peopleForecast.value ?? {};
  const [version, scenario] = [people?.version ?? '', people?.scenario ?? ''];
  const year = people?.year ?? '';
  const { answers } = useSums(
    [
      { dataset: id, by: [year, version, people?.baseYear ?? ''].filter(Boolean) },
      { dataset: id, by: [year, scenario].filter(Boolean) },
    ],
    lang.value,
  );
  const [versions, scenarios] = answers ?? [];
  const valuesOf = (name: string, sums = versions) => {
    const values = [...new Set(sums?.rows.map((row) => String(row[name])))].sort();
    const titles = sums?.columns.find((column) => column.name === name)?.values ?? [];
    const known = titles.filter(({ value }) => values.includes(value));
    // In the order of the definition's codes, of which the first is the main one.
    return known.length > 0 ? known : values.map((value) => ({ value, title: value }));
  };
  return (
    <div class="reading-selects">
      <Select
        label={words.version}
        values={[...valuesOf(version)].reverse()}
        value={chosenVersion.value}
        choose={(value) => {
          chosenVersion.value = value;
        }}
      />
      <Select
        label={words.scenario}
        values={valuesOf(scenario, scenarios)}
        value={chosenScenario.value}
        choose={(value) => {
          chosenScenario.value = value;
        }}
      />
    </div>
  );
}

interface Value {
  value: string;
  title: string;
}

/** The first is what the server takes by itself: it needs no place in the address. */
function Select(props: {
  label: string;
  values: readonly Value[];
  value: string | undefined;
  choose: (value: string | undefined) => void;
}) {
  const { label, values, value, choose } = props;
  if (values.length < 2) return null;
  return (
    <label>
      <span class="field-label">{label}</span>
      <select
        value={value ?? values[0]?.value}
        onChange={(event) => {
          const { value: next } = event.currentTarget;
          choose(next === values[0]?.value ? undefined : next);
        }}
      >
        {values.map((one) => (
          <option key={one.value} value={one.value}>
            {one.title}
          </option>
        ))}
      </select>
    </label>
  );
}
