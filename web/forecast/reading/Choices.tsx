import { useSums } from '../ask.ts';
import { chosenAreas, chosenScenario, chosenVersion } from '../choices.ts';
import type { Reading } from './reading.ts';
import { readingWords } from './words.ts';

/** Of which areas, by which scenario and which forecast. */
export function Choices({ reading: { dataset, people, names, told } }: { reading: Reading }) {
  const words = readingWords();
  const { version, scenario } = people;
  const by = [version, scenario].filter((name) => name !== undefined);
  const { answers } = useSums([{ dataset, by }], told.lang);
  const [known] = answers ?? [];
  const valuesOf = (name: string | undefined) => {
    const titles = known?.columns.find((column) => column.name === name)?.values;
    const values = [...new Set(known?.rows.map((row) => String(row[name ?? ''])))].sort();
    return values.map((value) => ({ value, title: titles?.find((one) => one.value === value)?.title ?? value }));
  };
  const chosen = chosenAreas.value;
  return (
    <div class="reading-choices">
      <p class="reading-place">
        <span class="field-label">{words.where}</span> <strong>{told.place}</strong>
      </p>
      <details>
        <summary>{words.choose}</summary>
        <p class="quiet">{words.chooseHint}</p>
        <fieldset class="reading-areas">
          <legend class="spoken">{words.choose}</legend>
          <label class="choice">
            <input
              type="checkbox"
              checked={chosen.length === 0}
              onChange={() => {
                chosenAreas.value = [];
              }}
            />
            {words.all}
          </label>
          {[...names]
            .sort(([, a], [, b]) => a.localeCompare(b, told.lang))
            .map(([code, name]) => (
              <label key={code} class="choice">
                <input
                  type="checkbox"
                  checked={chosen.includes(code)}
                  onChange={(event) => {
                    const others = chosen.filter((one) => one !== code);
                    chosenAreas.value = event.currentTarget.checked ? [...others, code] : others;
                  }}
                />
                {name}
              </label>
            ))}
        </fieldset>
      </details>
      <div class="reading-selects">
        <Select
          label={words.version}
          values={valuesOf(version).reverse()}
          value={chosenVersion.value}
          choose={(value) => {
            chosenVersion.value = value;
          }}
        />
        <Select
          label={words.scenario}
          values={mainFirst(valuesOf(scenario), known?.columns.find(({ name }) => name === scenario)?.values ?? [])}
          value={chosenScenario.value}
          choose={(value) => {
            chosenScenario.value = value;
          }}
        />
      </div>
    </div>
  );
}

interface Value {
  value: string;
  title: string;
}

/** In the order of the definition's codes, of which the first is the main one. */
function mainFirst(values: readonly Value[], codes: readonly Value[]): Value[] {
  const place = ({ value }: Value) => codes.findIndex((code) => code.value === value);
  return [...values].sort((a, b) => place(a) - place(b));
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
