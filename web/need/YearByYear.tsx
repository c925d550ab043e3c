import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Reckoned, YearOfNeed } from '../../server/forecast/need/reckon.ts';
import { filled } from '../../server/styles/filled.ts';
import { formatChange, formatNumber } from '../../server/styles/format.ts';
import { lang } from '../state/state.ts';
import { MadeOf } from './MadeOf.tsx';
import { needWords } from './words.ts';

/** One catchment year by year. A year opens what its numbers are made of. */
export function YearByYear({ reckoned, close }: { reckoned: Reckoned; close: () => void }) {
  const words = needWords.value;
  const { catchment, years, short } = reckoned;
  const open = useSignal<number | undefined>(short?.year);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const title = filled(words.years, { area: catchment.name });
  return (
    <section>
      <h3 ref={heading} tabIndex={-1}>
        {title}
      </h3>
      <button type="button" class="plain-button" onClick={close}>
        {words.list}
      </button>
      <table class="figures need-years">
        <caption class="spoken">{title}</caption>
        <thead>
          <tr>
            {[words.year, words.need, words.places, words.balance].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {years.map((year) => (
            <Year
              key={year.year}
              year={year}
              isOpen={open.value === year.year}
              toggle={() => {
                open.value = open.value === year.year ? undefined : year.year;
              }}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Year({ year, isOpen, toggle }: { year: YearOfNeed; isOpen: boolean; toggle: () => void }) {
  const words = needWords.value;
  const { need, capacity, balance } = year;
  const lacks = balance !== undefined && balance < 0;
  const number = (value: number) => formatNumber(value, lang.value, 0);
  return (
    <>
      <tr class={lacks ? 'need-short' : ''}>
        <th scope="row">
          <button
            type="button"
            class="as-link"
            aria-expanded={isOpen}
            aria-label={filled(words.showMade, { year: year.year })}
            onClick={toggle}
          >
            {year.year}
          </button>
        </th>
        <td>{need === undefined ? words.unknown : number(need)}</td>
        <td>{number(capacity)}</td>
        <td>{balance === undefined ? words.unknown : formatChange(balance, lang.value)}</td>
      </tr>
      {isOpen ? (
        <tr>
          <td colSpan={4} class="need-made">
            <MadeOf year={year} />
          </td>
        </tr>
      ) : null}
    </>
  );
}
