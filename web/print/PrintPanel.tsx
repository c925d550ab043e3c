import { useSignal } from '@preact/signals';
import { directions, leastScale, mostScale, papers, usualScales } from '../../server/pictures/print/papers.ts';
import { BackButton } from '../panel/BackButton.tsx';
import { NotOnPaper } from '../panel/NotOnPaper.tsx';
import { changePrinting, sheetInWords, stopPrinting } from './actions.ts';
import { Preview } from './Preview.tsx';
import { isScale, type Printing, printing, sheetText, sheetTitle, systems } from './print-state.ts';
import { sheetAddress } from './sheet-address.ts';
import { printWords } from './words.ts';

/** Most letters of the title and of one's own text (server/pictures/print/parameters.ts). */
const most = { title: 200, text: 2000 };
/** Dots per inch of an image of each paper that may be had. */
const dots: Record<Printing['paper'], number> = { A4: 300, A3: 300, A2: 300, A1: 210, A0: 150 };

/** What will be on the paper, how large, and the paper itself. */
export function PrintPanel() {
  const sheet = printing.value;
  const words = printWords.value;
  if (!sheet) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves from wherever the focus is.
    <div
      class="padded print-panel"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        stopPrinting();
      }}
    >
      <BackButton leave={stopPrinting} />
      <h2>{words.title}</h2>
      <p class="quiet">{words.hint}</p>
      <NotOnPaper />
      <form onSubmit={(event) => event.preventDefault()}>
        <Paper sheet={sheet} />
        <Scale sheet={sheet} />
        <MapChoices sheet={sheet} />
        <Words />
      </form>
      <Preview sheet={sheet} />
      <p class="print-links">
        <a class="plain-button" href={sheetAddress(sheet, { f: 'pdf' })} target="_blank" rel="noreferrer">
          {words.pdf}
        </a>
        <a
          class="plain-button"
          href={sheetAddress(sheet, { f: 'png', dpi: String(dots[sheet.paper]) })}
          target="_blank"
          rel="noreferrer"
        >
          {words.png.replace('{dpi}', String(dots[sheet.paper]))}
        </a>
      </p>
      <p class="spoken" aria-live="polite">
        {sheetInWords(sheet)}
      </p>
    </div>
  );
}

function Paper({ sheet }: { sheet: Printing }) {
  const words = printWords.value;
  return (
    <>
      <label>
        <span class="field-label">{words.paper}</span>
        <select
          value={sheet.paper}
          onChange={(event) => {
            const paper = papers.find((one) => one === event.currentTarget.value);
            if (paper) changePrinting((one) => ({ ...one, paper }));
          }}
        >
          {papers.map((paper) => (
            <option key={paper} value={paper}>
              {paper}
            </option>
          ))}
        </select>
      </label>
      <fieldset>
        <legend class="field-label">{words.direction}</legend>
        {directions.map((direction) => (
          <label key={direction} class="choice">
            <input
              type="radio"
              name="direction"
              checked={sheet.direction === direction}
              onChange={() => changePrinting((one) => ({ ...one, direction }))}
            />
            {words[direction]}
          </label>
        ))}
      </fieldset>
    </>
  );
}

function Scale({ sheet }: { sheet: Printing }) {
  const words = printWords.value;
  const isWrong = useSignal(false);
  return (
    <label>
      <span class="field-label">{words.scale}</span>
      <input
        type="number"
        list="usual-scales"
        min={leastScale}
        max={mostScale}
        step={1}
        value={sheet.scale}
        aria-invalid={isWrong.value}
        aria-describedby={isWrong.value ? 'bad-scale' : undefined}
        onChange={(event) => {
          const scale = event.currentTarget.valueAsNumber;
          isWrong.value = !isScale(scale);
          if (isScale(scale)) changePrinting((one) => ({ ...one, scale }));
        }}
      />
      <datalist id="usual-scales">
        {usualScales.map((scale) => (
          <option key={scale} value={scale} />
        ))}
      </datalist>
      {isWrong.value ? (
        <span id="bad-scale" class="wrong" role="alert">
          {words.badScale}
        </span>
      ) : null}
    </label>
  );
}

function MapChoices({ sheet }: { sheet: Printing }) {
  const words = printWords.value;
  return (
    <>
      <label>
        <span class="field-label">{words.system}</span>
        <select
          value={sheet.system}
          onChange={(event) => {
            const system = systems.find((one) => String(one) === event.currentTarget.value);
            if (system) changePrinting((one) => ({ ...one, system }));
          }}
        >
          {systems.map((system) => (
            <option key={system} value={system}>
              {words.systems[system]}
            </option>
          ))}
        </select>
      </label>
      <label class="choice">
        <input
          type="checkbox"
          checked={sheet.grid}
          onChange={(event) => {
            const grid = event.currentTarget.checked;
            changePrinting((one) => ({ ...one, grid }));
          }}
        />
        {words.grid}
      </label>
    </>
  );
}

function Words() {
  const words = printWords.value;
  return (
    <>
      <label>
        <span class="field-label">{words.heading}</span>
        <input
          type="text"
          maxLength={most.title}
          value={sheetTitle.value}
          onInput={(event) => {
            sheetTitle.value = event.currentTarget.value;
          }}
        />
      </label>
      <label>
        <span class="field-label">{words.text}</span>
        <textarea
          rows={3}
          maxLength={most.text}
          value={sheetText.value}
          onInput={(event) => {
            sheetText.value = event.currentTarget.value;
          }}
        />
      </label>
    </>
  );
}
