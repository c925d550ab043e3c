import { writeTried } from '../../server/forecast/need/tried.ts';
import { agesInWords } from '../../server/forecast/need/words.ts';
import { filled } from '../../server/styles/filled.ts';
import { formatNumber } from '../../server/styles/format.ts';
import { lang } from '../state/state.ts';
import { tried } from './need-state.ts';
import { chosenService, told, triedRates } from './reckoned.ts';
import { needWords } from './words.ts';

/** Other rates to try, which are in the page's address and nowhere else. */
export function RateFields() {
  const words = needWords.value;
  const rates = told.value?.rates.filter((rate) => rate.service === chosenService.value?.id) ?? [];
  const now = triedRates.value;
  const put = (id: string, official: number, text: string) => {
    const value = Number(text.replace(',', '.'));
    if (text.trim() === '' || !(value >= 0 && value <= 1)) return;
    const next = new Map(now);
    if (value === official) next.delete(id);
    else next.set(id, value);
    tried.value = next.size === 0 ? undefined : writeTried(next);
  };
  return (
    <details class="need-rates" open={now.size > 0}>
      <summary>{words.rates}</summary>
      <p class="quiet">{words.ratesHelp}</p>
      {rates.map((rate) => {
        const official = formatNumber(rate.value, lang.value, 4);
        return (
          <label key={rate.id}>
            <span>{filled(words.rateOf, { ages: agesInWords(rate, lang.value), value: official })}</span>
            <input
              type="number"
              min="0"
              max="1"
              step="0.001"
              value={now.get(rate.id) ?? rate.value}
              onChange={(event) => put(rate.id, rate.value, event.currentTarget.value)}
            />
            {rate.source || rate.note ? (
              <span class="quiet">
                {words.source}: {[rate.source, rate.note].filter(Boolean).join('. ')}
              </span>
            ) : null}
          </label>
        );
      })}
      {now.size > 0 ? (
        <button
          type="button"
          class="plain-button"
          onClick={() => {
            tried.value = undefined;
          }}
        >
          {words.reset}
        </button>
      ) : null}
    </details>
  );
}
