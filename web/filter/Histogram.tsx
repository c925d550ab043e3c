import { filled } from '../../server/styles/filled.ts';
import { formatNumber } from '../../server/styles/format.ts';
import { lang } from '../state/state.ts';
import { filterWords } from './words.ts';

interface Ends<T> {
  from?: T | undefined;
  to?: T | undefined;
}

interface Props<T> {
  /** Both ends belong to a bar. */
  bars: readonly { from: T; to: T; count: number }[];
  ends: Ends<T>;
  isYear: boolean;
  choose: (ends: Ends<T>) => void;
}

/** In units of its own: the picture is as wide as there is room. */
const height = 48;

/**
 * How values are spread. A press on a bar chooses it, and on another one as far as that. For mice and fingers: by keyboard
 * the two fields beside it do the same.
 */
export function Histogram<T extends number | string>({ bars, ends, isYear, choose }: Props<T>) {
  const words = filterWords.value;
  const said = (value: T) => (typeof value === 'string' || isYear ? String(value) : formatNumber(value, lang.value, 2));
  const [first, last] = [bars[0], bars.at(-1)];
  if (!first || !last || bars.length < 2) return null;
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const isIn = ({ from, to }: { from: T; to: T }) =>
    (ends.from === undefined || to >= ends.from) && (ends.to === undefined || from <= ends.to);
  const label = filled(words.bars, { from: said(first.from), to: said(last.to) });
  return (
    <div class="histogram">
      <svg viewBox={`0 0 ${bars.length} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {bars.map((bar, index) => {
          // What there is one of can be seen.
          const size = bar.count === 0 ? 0 : Math.max(2, (bar.count / most) * height);
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: the fields beside it do the same by keyboard
            <g key={String(bar.from)} class={isIn(bar) ? 'bar in' : 'bar'} onClick={() => choose(pressed(bar, ends))}>
              <title>{filled(words.bar, { from: said(bar.from), to: said(bar.to), n: bar.count })}</title>
              <rect class="reach" x={index} y={0} width={1} height={height} />
              <rect x={index + 0.08} y={height - size} width={0.84} height={size} />
            </g>
          );
        })}
      </svg>
      <p class="bar-ends" aria-hidden="true">
        <span>{said(first.from)}</span>
        <span>{said(last.to)}</span>
      </p>
    </div>
  );
}

function pressed<T extends number | string>({ from, to }: { from: T; to: T }, ends: Ends<T>): Ends<T> {
  const isOneBar = ends.from !== undefined && ends.to !== undefined;
  if (!isOneBar) return { from, to };
  if (ends.from === from && ends.to === to) return {};
  if (ends.from !== undefined && from > ends.from) return { from: ends.from, to };
  return { from, to: ends.to };
}
