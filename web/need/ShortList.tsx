import type { Reckoned } from '../../server/forecast/need/reckon.ts';
import { formatNumber } from '../../server/styles/format.ts';
import { lang } from '../state/state.ts';
import { opened } from './need-state.ts';
import { filled, needWords } from './words.ts';

/** The catchments, those that run short first on top; each opens its years. */
export function ShortList({ catchments }: { catchments: readonly Reckoned[] }) {
  const words = needWords.value;
  return (
    <section>
      <h3>{words.list}</h3>
      <ol class="need-list">
        {catchments.map(({ catchment, short, isUnknown }) => (
          <li key={catchment.id}>
            <button
              type="button"
              onClick={() => {
                opened.value = catchment.id;
              }}
            >
              <span class="need-name">{catchment.name}</span>
              <span class="need-when">
                {short ? filled(words.short, { year: short.year }) : isUnknown ? words.unknown : words.enough}
              </span>
              <span class="need-missing">
                {short ? filled(words.missing, { count: formatNumber(short.missing, lang.value, 0) }) : ''}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
