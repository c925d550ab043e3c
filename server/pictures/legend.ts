import type { Definition, Localized, Measure } from '../datasets/definition.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { circleRadius, circleScale, largestRadius, largestRadiusAt, largestValue } from '../styles/circles.ts';
import { classify } from '../styles/classes.ts';
import type { ForecastShown } from '../styles/forecast.ts';
import { dotRadius } from '../styles/forecast-points.ts';
import { formatChange, formatNumber } from '../styles/format.ts';
import { choroplethOpacity } from '../styles/layer-names.ts';
import { compileLegend, type LegendRow, type Part } from '../styles/legend.ts';
import { isChange } from '../styles/measures.ts';
import { imageName, resolveToken, type Theme } from '../styles/palette.ts';
import { composed } from './composed.ts';
import { type Content, shadeOf } from './content.ts';
import type { LegendItem } from './drawing/legend.ts';

/** The legend of one dataset of a picture. */
export interface DatasetLegend {
  dataset: string;
  title: string;
  items: LegendItem[];
}

/**
 * What the colours of a picture mean, for each dataset that has something to tell, in the order of the definitions. `zoom`:
 * only what is drawn there, as it is there; without it what is drawn at any zoom, where it looks most like itself.
 */
export async function legendOf(
  service: OpenData,
  content: Content,
  zoom: number | undefined,
): Promise<DatasetLegend[]> {
  const { definitions } = service.published;
  const { lang } = content;
  const theme = shadeOf(content.theme);
  const { forecast, dotsFrom } = await composed(service, content);
  return definitions
    .filter(({ id }) => content.datasets.includes(id))
    .map((definition) => {
      const isForecast = forecast?.dataset.id === definition.id;
      const measure = isForecast ? definition.map?.measures?.find((one) => one === forecast.measure) : undefined;
      const items =
        isForecast && measure
          ? measureItems(forecast, measure, { theme, lang, zoom, dotsFrom })
          : compileLegend(definition, lang, theme, definitions).flatMap(({ title, rows }) =>
              blockItems(title, content.ended ? rows : rows.filter((row) => !isOfEnded(definition, row)), zoom),
            );
      return { dataset: definition.id, title: definition.title[lang], items };
    })
    .filter(({ items }) => items.length > 0);
}

function isOfEnded({ map }: Definition, { field, value }: LegendRow): boolean {
  const standing = map?.standing;
  return standing !== undefined && value !== undefined && field === standing.field && standing.ended.includes(value);
}

function blockItems(title: string | undefined, rows: readonly LegendRow[], zoom: number | undefined): LegendItem[] {
  const drawn = rows.flatMap((row): LegendItem[] => {
    const parts = partsAt(row, zoom);
    const text = row.description ? `${row.title}: ${row.description}` : row.title;
    return parts.length === 0
      ? []
      : [
          {
            kind: 'row',
            text,
            geometry: row.geometry,
            parts,
            sample: row.sample,
            ...(row.trueSize ? { trueSize: true } : {}),
          },
        ];
  });
  return title !== undefined && drawn.length > 0 ? [{ kind: 'heading', text: title, level: 2 }, ...drawn] : drawn;
}

function partsAt({ steps }: LegendRow, zoom: number | undefined): readonly Part[] {
  if (zoom !== undefined) return (steps.findLast(({ zoom: from }) => from <= zoom) ?? steps[0])?.parts ?? [];
  // Close up some areas are only an edge, far out only a colour: both say more.
  const most = Math.max(0, ...steps.map(({ parts }) => parts.length));
  return steps.findLast(({ parts }) => parts.length === most)?.parts ?? [];
}

const words = {
  below: { sv: 'under', en: 'below' },
  above: { sv: 'och mer', en: 'and more' },
  to: { sv: 'till', en: 'to' },
  missing: { sv: 'Uppgift saknas', en: 'No figure' },
} as const satisfies Record<string, Localized>;

/** The classes of a measure, the largest first, or circles of round numbers. */
function measureItems(
  forecast: ForecastShown,
  { title, unit }: Measure,
  { theme, lang, zoom, dotsFrom }: { theme: Theme; lang: keyof Localized; zoom: number | undefined; dotsFrom: number },
): LegendItem[] {
  const { measure, totals, year } = forecast;
  const heading: LegendItem = { kind: 'heading', text: `${title[lang]} ${year} (${unit[lang]})`, level: 2 };
  if (measure.kind === 'count') return [heading, ...circleItems(forecast, zoom, theme, lang)];
  const { limits, colours } = classify(measure, totals);
  const write = (value: number) =>
    isChange(measure) ? formatChange(value, lang) : formatNumber(value, lang, measure.kind === 'share' ? 1 : 0);
  const textOf = (index: number) => {
    const [low, high] = [limits[index - 1], limits[index]];
    if (low === undefined) return high === undefined ? title[lang] : `${words.below[lang]} ${write(high)}`;
    return high === undefined ? `${write(low)} ${words.above[lang]}` : `${write(low)} ${words.to[lang]} ${write(high)}`;
  };
  const area = (text: string, part: Part): LegendItem => ({ kind: 'row', text, geometry: 'polygon', parts: [part] });
  const areDots = (zoom ?? 0) >= dotsFrom;
  const dot = (text: string, colour: string): LegendItem => ({
    ...{ kind: 'row', text, geometry: 'point' },
    parts: [{ type: 'circle', colour, opacity: 1, radius: dotRadius, strokeColour: stroke, strokeWidth: 1.5 }],
  });
  const stroke = resolveToken('@text', theme);
  const classes = colours.map((token, index) => {
    const colour = resolveToken(token, theme);
    return areDots
      ? dot(textOf(index), colour)
      : area(textOf(index), { type: 'fill', colour, opacity: choroplethOpacity });
  });
  const isMissing = Object.values(totals.measures[measure.part]?.values ?? {}).some((values) =>
    values.some((value) => value === null),
  );
  const missing: Part = { type: 'fill', colour: '', opacity: 1, image: imageName('missing', theme) };
  return [
    heading,
    ...classes.reverse(),
    ...(isMissing ? [areDots ? dot(words.missing[lang], 'rgba(0,0,0,0)') : area(words.missing[lang], missing)] : []),
  ];
}

function circleItems(
  { measure, totals }: ForecastShown,
  zoom: number | undefined,
  theme: Theme,
  lang: keyof Localized,
): LegendItem[] {
  const largest = largestValue(measure, totals);
  if (largest <= 0) return [];
  const most = zoom === undefined ? largestRadius : largestRadiusAt(circleScale(measure, totals), zoom);
  const power = 10 ** Math.floor(Math.log10(largest));
  const top = Math.floor(largest / power) * power;
  const colour = resolveToken('@count', theme);
  return [top, top / 2, top / 10].map((value) => ({
    kind: 'row',
    text: formatNumber(value, lang, 0),
    geometry: 'point',
    parts: [
      {
        type: 'circle',
        colour,
        opacity: 0.35,
        radius: circleRadius(value, largest, most),
        strokeColour: colour,
        strokeWidth: 1.5,
      },
    ],
    trueSize: true,
  }));
}
