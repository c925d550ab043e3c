import './need.css';
import { effect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { isTriedIn } from '../../server/forecast/need/tried.ts';
import { sentenceOf } from '../../server/forecast/need/words.ts';
import { BackButton } from '../panel/BackButton.tsx';
import { closeAside } from '../state/actions.ts';
import { areasTaken, experiment } from '../state/experiment.ts';
import { lang } from '../state/state.ts';
import { Choices } from './Choices.tsx';
import { Legend } from './Legend.tsx';
import { opened } from './need-state.ts';
import { RateFields } from './RateFields.tsx';
import {
  addressOf,
  chosenService,
  colourMap,
  fetchNeed,
  hasFailed,
  list,
  officialList,
  openedCatchment,
  told,
  triedRates,
} from './reckoned.ts';
import { ShortList } from './ShortList.tsx';
import { needWords } from './words.ts';
import { YearByYear } from './YearByYear.tsx';

/** Where and when places run short: a list, one catchment year by year, and what may be chosen and tried. */
export function NeedPanel() {
  const words = needWords.value;
  const language = lang.value;
  useEffect(fetchNeed, [language]);
  useEffect(() => effect(colourMap), []);
  useEffect(() => {
    areasTaken.value = true;
    return () => {
      areasTaken.value = false;
    };
  }, []);
  return (
    <div class="padded need-panel">
      <BackButton leave={closeAside} />
      <h2 tabIndex={-1}>{words.title}</h2>
      {hasFailed.value ? (
        <p>
          {words.failed}{' '}
          <button type="button" class="plain-button" onClick={fetchNeed}>
            {words.again}
          </button>
        </p>
      ) : told.value ? (
        <Answer />
      ) : (
        <p class="quiet">{words.loading}</p>
      )}
    </div>
  );
}

function Answer() {
  const words = needWords.value;
  const shown = list.value;
  const chosen = chosenService.value;
  const document = told.value;
  const one = openedCatchment.value;
  if (!shown || !chosen || !document) return <p>{document?.forecast}</p>;
  const first = one ?? shown.catchments[0];
  return (
    <>
      <p class="quiet">{document.forecast}</p>
      <Choices />
      <p class="need-said" role="status">
        {first ? sentenceOf(first, chosen.title, lang.value) : null}{' '}
        {isTriedIn(document.rates, triedRates.value) ? <strong>{words.isTried}</strong> : null}{' '}
        {shown === officialList.value ? null : <strong>{words.isExperiment}</strong>}
        {experiment.value && shown === officialList.value ? words.otherForecast : null}
      </p>
      <Legend />
      {one ? (
        <YearByYear reckoned={one} close={() => (opened.value = undefined)} />
      ) : (
        <ShortList catchments={shown.catchments} official={officialList.value?.catchments ?? []} />
      )}
      <RateFields />
      <p class="links">
        <a class="plain-button" href={addressOf('pdf')} target="_blank" rel="noreferrer">
          {words.print}
        </a>
        <a class="plain-button" href={addressOf('xlsx')} download>
          {words.workbook}
        </a>
        <a class="plain-button" href={addressOf('csv')} download>
          CSV
        </a>
        <a class="plain-button" href={addressOf('html')}>
          {words.page}
        </a>
      </p>
      <h3>{words.know}</h3>
      <ul class="need-notes">
        {document.notices.map((notice) => (
          <li key={notice}>{notice}</li>
        ))}
      </ul>
    </>
  );
}
