import './what-if.css';
import { filled } from '../../server/styles/filled.ts';
import { BackButton } from '../panel/BackButton.tsx';
import { closeAside } from '../state/actions.ts';
import { t } from '../state/state.ts';
import { AssumptionFields } from './AssumptionFields.tsx';
import { canUndo, model, reckoned, reset, undo } from './experiment.ts';
import { ProjectFields } from './ProjectFields.tsx';
import { Result, Sentence } from './Result.tsx';
import { triedText } from './state.ts';
import { toolTitle } from './tool-title.ts';
import { whatIfWords } from './words.ts';

/** What is tried, and what that does. */
export function WhatIfPanel() {
  const words = whatIfWords.value;
  return (
    <div class="padded what-if">
      <BackButton leave={closeAside} isRoom />
      <h2 tabIndex={-1}>{toolTitle()}</h2>
      <p>{words.intro}</p>
      <p class="experiment-mark">
        <strong>{words.mark}</strong> <span>{words.notInPictures}</span>
      </p>
      <Fields />
    </div>
  );
}

function Fields() {
  const words = whatIfWords.value;
  const document = model.value;
  const result = reckoned.value;
  if (document === undefined) return <p class="quiet">{t.value.loading}</p>;
  if (document === 'failed') return <p role="status">{words.noAnswer}</p>;
  if (!result)
    return (
      <div role="status">
        <p>{words.impossible}</p>
        <ul class="impossible">
          {document.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      </div>
    );
  return (
    <>
      <Sentence result={result} />
      <ProjectFields document={document} />
      {document.outside > 0 ? <p class="note">{filled(words.outside, { count: document.outside })}</p> : null}
      <AssumptionFields document={document} />
      <div class="what-if-buttons">
        <button type="button" class="plain-button" disabled={!canUndo.value} onClick={undo}>
          {words.undo}
        </button>
        <button type="button" class="plain-button" disabled={triedText.value === undefined} onClick={reset}>
          {words.reset}
        </button>
      </div>
      <Result result={result} />
    </>
  );
}
