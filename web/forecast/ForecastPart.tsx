import { useSignal } from '@preact/signals';
import { circleRadius, circleScale, largestRadiusAt, largestValue } from '../../server/styles/circles.ts';
import { classify, classOf } from '../../server/styles/classes.ts';
import { formatChange, formatNumber, formatValue } from '../../server/styles/format.ts';
import { choroplethOpacity } from '../../server/styles/layer-names.ts';
import { isChange, measureValue, valueOfAll } from '../../server/styles/measures.ts';
import { resolveToken } from '../../server/styles/palette.ts';
import { chosenMeasure, datasetOf, type Forecast, lang, t, theme, zoom } from '../state/state.ts';
import { OpenReading } from './OpenReading.tsx';
import { OwnMeasurePart } from './OwnMeasurePart.tsx';
import { ownMeasure } from './own-measure.ts';
import { areDots, isOutside } from './shown-as.ts';
import { forecastWords } from './words.ts';

/** Which figure the map shows, what its colours mean, and the figures themselves as a table. */
export function ForecastPart({ forecast }: { forecast: Forecast }) {
  const words = t.value;
  const { dataset, measure, isOwn } = forecast;
  const table = useSignal(false);
  return (
    <div class="forecast">
      <label>
        <span class="field-label">{words.measure}</span>
        <select
          value={measure.id}
          onChange={(event) => {
            ownMeasure.value = undefined;
            chosenMeasure.value = event.currentTarget.value;
          }}
        >
          {isOwn ? <option value={measure.id}>{forecastWords().own.replace('{title}', measure.title)}</option> : null}
          {dataset.measures.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <OwnMeasurePart />
      <p class="unit">{unitOf(forecast)}</p>
      <Whole forecast={forecast} />
      {isOutside.value ? <p class="note">{forecastWords().outside}</p> : null}
      {dataset.protection ? <p class="unit">{dataset.protection}</p> : null}
      {measure.kind === 'count' ? <Circles forecast={forecast} /> : <ClassRows forecast={forecast} />}
      <button
        type="button"
        class="as-link"
        aria-expanded={table.value}
        onClick={() => {
          table.value = !table.value;
        }}
      >
        {table.value ? words.hideTable : words.table}
      </button>
      {table.value ? <Figures forecast={forecast} /> : null}
      <OpenReading />
      <MadeFrom forecast={forecast} />
    </div>
  );
}

/** The measure for all areas together, in the year shown. */
function Whole({ forecast }: { forecast: Forecast }) {
  const words = forecastWords();
  const { dataset, measure, totals, year } = forecast;
  const index = totals.years.indexOf(year);
  const value = valueOfAll(measure, totals, index);
  const people = valueOfAll({ kind: 'count', part: measure.part }, totals, index);
  const series = dataset.series.find(({ name }) => name === measure.part);
  if (value === null || people === null) return null;
  return (
    <p class="whole">
      {words.whole.replace('{year}', String(year))}: <strong>{write(forecast, value)}</strong>{' '}
      {measure.kind === 'change' ? '%' : measure.unit}
      {measure.kind === 'change' && series ? ` (${formatNumber(people, lang.value, 0)} ${series.unit})` : ''}
      <span class="plain-words">, {words.wholeNote}</span>
    </p>
  );
}

/** Which forecast it is: scenario, version, base year. */
function MadeFrom({ forecast: { totals } }: { forecast: Forecast }) {
  const { from } = totals;
  const source = from && datasetOf(from.dataset);
  if (!source) return null;
  const rows = Object.entries(from.values).flatMap(([name, value]) => {
    const field = source.fields.find((one) => one.name === name);
    const text = field && formatValue(field, value, lang.value);
    return field && text ? [{ field, text }] : [];
  });
  return (
    <dl class="values made-from">
      {rows.map(({ field, text }) => (
        <div key={field.name}>
          <dt>{field.title}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A change says since when. */
function unitOf({ measure, totals, year }: Forecast): string {
  if (measure.kind !== 'change') return measure.unit;
  return t.value.change.replace('{year}', String(totals.years[0] ?? year));
}

function keysOf({ totals }: Forecast): string[] {
  return Object.keys(totals.titles);
}

/** The measure's value of each feature in the year shown. */
function valuesNow(forecast: Forecast): { key: string; value: number | null }[] {
  const index = forecast.totals.years.indexOf(forecast.year);
  return keysOf(forecast).map((key) => ({ key, value: measureValue(forecast.measure, forecast.totals, key, index) }));
}

/** `least`: decimals that are written even when they are 0, for figures under each other. */
function write({ measure }: Forecast, value: number, least = 0): string {
  if (isChange(measure)) return formatChange(value, lang.value, least);
  return measure.kind === 'share' ? formatNumber(value, lang.value, 1, least) : formatNumber(value, lang.value, 0);
}

/** From largest to smallest, with how many areas fall in each class this year. */
function ClassRows({ forecast }: { forecast: Forecast }) {
  const words = t.value;
  const classes = classify(forecast.measure, forecast.totals);
  const values = valuesNow(forecast);
  const counts = classes.colours.map(
    (_colour, index) => values.filter(({ value }) => value !== null && classOf(classes, value) === index).length,
  );
  const missing = values.filter(({ value }) => value === null).length;
  const limit = (index: number) => write(forecast, classes.limits[index] ?? 0);
  const last = classes.colours.length - 1;
  const title = (index: number) => {
    if (last === 0) return write(forecast, values[0]?.value ?? 0);
    if (index === 0) return `${words.below} ${limit(0)}`;
    return index === last ? `${limit(last - 1)} ${words.andAbove}` : `${limit(index - 1)} ${words.to} ${limit(index)}`;
  };
  const isDot = areDots.value;
  const shape = isDot ? 'class-colour dot' : 'class-colour';
  const shown = (colour: string) => (isDot ? colour : onPaper(colour));
  return (
    <>
      {isDot ? <p class="unit">{forecastWords().asDots}</p> : null}
      <ul class="classes">
        {classes.colours
          .map((colour, index) => (
            <li key={colour}>
              <span class={shape} style={{ background: shown(resolveToken(colour, theme.value)) }} />
              <span>{title(index)}</span>
              <AreaCount count={counts[index] ?? 0} />
            </li>
          ))
          .reverse()}
        {missing > 0 ? (
          <li>
            <span class={isDot ? shape : 'class-colour hatched'} />
            <span>{words.missing}</span>
            <AreaCount count={missing} />
          </li>
        ) : null}
      </ul>
    </>
  );
}

/** The colour as it looks on the map, where the paper shows through. */
function onPaper(colour: string): string {
  return `color-mix(in srgb, ${colour} ${choroplethOpacity * 100}%, ${resolveToken('@land', theme.value)})`;
}

function AreaCount({ count }: { count: number }) {
  return (
    <span class="number">
      {count} {count === 1 ? t.value.area : t.value.areas}
    </span>
  );
}

/** So high that three numbers have room beside small circles. */
const smallestLegend = 22;

/** Three circles of round numbers, inside each other, as large as on the map. */
function Circles({ forecast }: { forecast: Forecast }) {
  const largest = largestValue(forecast.measure, forecast.totals);
  const most = largestRadiusAt(circleScale(forecast.measure, forecast.totals), zoom.value);
  const power = 10 ** Math.floor(Math.log10(Math.max(largest, 1)));
  const top = Math.floor(largest / power) * power;
  const colour = resolveToken('@count', theme.value);
  const base = Math.max(most, smallestLegend) * 2 + 4;
  return (
    <svg class="circles" width="220" height={base + 4} role="img" aria-label={forecast.measure.title}>
      {[top, top / 2, top / 10].map((value) => {
        const radius = circleRadius(value, Math.max(largest, 1), most);
        const y = base - radius;
        return (
          <g key={value}>
            <circle cx="40" cy={y} r={radius} fill={colour} fill-opacity="0.2" stroke={colour} stroke-width="1.5" />
            <path d={`M40 ${y - radius}H96`} class="leader" />
            <text x="100" y={y - radius + 4}>
              {formatNumber(value, lang.value, 0)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** The same as the map says, for those who read tables. */
function Figures({ forecast }: { forecast: Forecast }) {
  const rows = valuesNow(forecast).sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity));
  return (
    <table class="figures">
      <caption class="spoken">{`${forecast.measure.title} ${forecast.year}`}</caption>
      <thead>
        <tr>
          <th scope="col">{forecast.dataset.title}</th>
          <th scope="col">{forecast.year}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, value }) => (
          <tr key={key}>
            <th scope="row">{forecast.totals.titles[key]}</th>
            <td>{value === null ? t.value.missing : write(forecast, value, 1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
