import { chosenMeasure, datasetOf, ownForecast, t } from '../state/state.ts';

/** What the server draws knows no measure that a person has put together: says which it shows instead. */
export function NotOnPaper() {
  const measures = datasetOf(ownForecast.value?.dataset ?? '')?.measures ?? [];
  const shown = measures.find(({ id }) => id === chosenMeasure.value) ?? measures[0];
  return shown ? <p class="note">{t.value.notOnPaper.replace('{title}', shown.title)}</p> : null;
}
