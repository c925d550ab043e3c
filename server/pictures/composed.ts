import { hash as hashOf } from 'node:crypto';
import type { LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import { seriesTotals } from '../catalogue/series.ts';
import { versionOf } from '../changes/versions.ts';
import type { Definition } from '../datasets/definition.ts';
import { keptUntilChanged } from '../open-data/kept.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { arrange, datasetOfLayer, forecastDotsFrom, isBackgroundLayer, isEndedLayer } from '../styles/compose.ts';
import type { ForecastShown } from '../styles/forecast.ts';
import { nearestYear, openingYear, type SeriesTotals } from '../styles/measures.ts';
import { compileStyle } from '../styles/style.ts';
import { type Content, shadeOf } from './content.ts';

/** The layers of a picture, bottom first, and the points of a forecast that they draw. */
export interface Composed {
  layers: LayerSpecification[];
  /** The same for the same layers. */
  key: string;
  forecast: (ForecastShown & { measure: { id: string } }) | undefined;
  /** From this zoom on it is drawn as dots. */
  dotsFrom: number;
}

const keptTotals = keptUntilChanged<SeriesTotals>(20);
/** Definitions are replaced as a whole when one of them changes. */
const keptLayers = new WeakMap<readonly Definition[], Map<string, Composed>>();
const mostKept = 200;

/** What the map's own style says of this content: the same layers in the same order as in the browser. */
export async function composed(service: OpenData, content: Content): Promise<Composed> {
  const { definitions } = service.published;
  const { datasets, paper, theme, lang, ended, year, chosen } = content;
  const measured = definitions.filter(({ id, map }) => map?.measures && datasets.includes(id));
  const totals = await Promise.all(measured.map((definition) => totalsOf(service, definition)));
  const forecast = forecastOf(measured[0], totals[0], content);
  const kept = keptLayers.get(definitions) ?? new Map<string, Composed>();
  keptLayers.set(definitions, kept);
  const name = JSON.stringify([
    versionOf(service.changes, measured, ''),
    [datasets.toSorted(), paper, theme, lang, ended, forecast?.measure.id, year, chosen !== undefined],
  ]);
  const known = kept.get(name);
  if (known && known.forecast?.totals === forecast?.totals) return known;
  const shade = shadeOf(theme);
  const series = Object.fromEntries(measured.map(({ id }, index) => [id, totals[index] ?? noTotals]));
  const facts = { series, thisYear: new Date().getFullYear() };
  const wanted = compileStyle(definitions, { baseUrl: '', lang, theme: shade, facts }).layers.filter((layer) => {
    const dataset = datasetOfLayer(layer);
    if (dataset === undefined) return true;
    if (isEndedLayer(layer) && !ended) return false;
    return datasets.includes(dataset) || (paper && isBackgroundLayer(layer));
  });
  const { layers } = arrange(wanted, { theme: shade, lang, forecast });
  const made = {
    layers,
    key: hashOf('sha1', JSON.stringify(layers)),
    forecast,
    dotsFrom: forecastDotsFrom(wanted, forecast),
  };
  kept.set(name, made);
  for (const old of kept.keys()) if (kept.size > mostKept) kept.delete(old);
  return made;
}

const noTotals: SeriesTotals = { years: [], measures: {}, areas: {}, points: {}, titles: {} };

/** The measure that is shown of a dataset that has some: the one wished, or the first. */
function forecastOf(
  dataset: Definition | undefined,
  totals: SeriesTotals | undefined,
  { measure: wished, year }: Content,
): Composed['forecast'] {
  const measures = dataset?.map?.measures;
  const measure = measures?.find(({ id }) => id === wished) ?? measures?.[0];
  if (!dataset || !measure || !totals) return undefined;
  const shown =
    year === undefined ? openingYear(totals.years, new Date().getFullYear()) : nearestYear(totals.years, year);
  return shown === undefined ? undefined : { dataset, measure, totals, year: shown };
}

function totalsOf(service: OpenData, dataset: Definition): Promise<SeriesTotals> {
  return keptTotals(service, dataset, 'totals', () => seriesTotals(service, dataset));
}
