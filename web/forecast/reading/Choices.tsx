import { hasDrawings } from '../../draw/door.ts';
import { chosenAreas } from '../choices.ts';
import { ForecastChoice } from '../ForecastChoice.tsx';
import { drawnCode } from './drawn.ts';
import type { Reading } from './reading.ts';
import { readingWords } from './words.ts';

/** Of which areas, by which scenario and which forecast. */
export function Choices({ reading: { names, told } }: { reading: Reading }) {
  const words = readingWords();
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
          {hasDrawings() ? (
            <label class="choice">
              <input
                type="checkbox"
                checked={chosen.includes(drawnCode)}
                onChange={(event) => {
                  chosenAreas.value = event.currentTarget.checked ? [drawnCode] : [];
                }}
              />
              {words.whatIsDrawn}
            </label>
          ) : null}
          {[...names]
            .sort(([, a], [, b]) => a.localeCompare(b, told.lang))
            .map(([code, name]) => (
              <label key={code} class="choice">
                <input
                  type="checkbox"
                  checked={chosen.includes(code)}
                  onChange={(event) => {
                    const others = chosen.filter((one) => one !== code && one !== drawnCode);
                    chosenAreas.value = event.currentTarget.checked ? [...others, code] : others;
                  }}
                />
                {name}
              </label>
            ))}
        </fieldset>
      </details>
      <ForecastChoice />
    </div>
  );
}
