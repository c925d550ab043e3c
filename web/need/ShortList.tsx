import type { Reckoned } from '../../server/forecast/need/reckon.ts';
import { filled } from '../../server/styles/filled.ts';
import { formatNumber } from '../../server/styles/format.ts';
import { lang } from '../state/state.ts';
import { opened } from './need-state.ts';
import { needWords } from './words.ts';

/** The catchments, those that run short first on top; each opens its years. */
export function ShortList({
  catchments,
  official,
}: {
  catchments: readonly Reckoned[];
  /** The same by the decided forecast. */
  official: readonly Reckoned[];
}) {
  const words = needWords.value;
  const when = ({ short, isUnknown }: Reckoned) =>
    short ? filled(words.short, { year: short.year }) : isUnknown ? words.unknown : words.enough;
  const before = new Map(official.map((one) => [one.catchment.id, when(one)]));
  return (
    <section>
      <h3>{words.list}</h3>
      <ol class="need-list">
        {catchments.map((one) => {
          const { catchment, short } = one;
          const otherwise = before.get(catchment.id);
          return (
            <li key={catchment.id}>
              <button
                type="button"
                onClick={() => {
                  opened.value = catchment.id;
                }}
              >
                <span class="need-name">{catchment.name}</span>
                <span class="need-when">
                  {when(one)}
                  {otherwise === undefined || otherwise === when(one)
                    ? ''
                    : ` (${filled(words.byForecast, { when: otherwise })})`}
                </span>
                <span class="need-missing">
                  {short ? filled(words.missing, { count: formatNumber(short.missing, lang.value, 0) }) : ''}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
