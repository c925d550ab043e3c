import type { LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import { styleFacts } from '../catalogue/facts.ts';
import { seriesTotals } from '../catalogue/series.ts';
import { versionOf } from '../changes/versions.ts';
import type { Definition } from '../datasets/definition.ts';
import { keptUntilChanged } from '../open-data/kept.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { arrange, datasetOfLayer, isBackgroundLayer, isEndedLayer } from '../styles/compose.ts';
import type { ForecastShown } from '../styles/forecast.ts';
import { nearestYear, openingYear, type SeriesTotals } from '../styles/measures.ts';
import { compileStyle } from '../styles/style.ts';
import type { Content } from './content.ts';

/** The layers of a picture, bottom first, and the points of a forecast that they draw. */
export interface Composed {
  layers: LayerSpecification[];
  /** The same for the same layers. */
  key: string;
  forecast: ForecastShown | undefined;
}

const keptTotals = keptUntilChanged<SeriesTotals>(20);
const keptLayers = new Map<string, Composed>();
const mostKept = 200;

/** What the map's own style says of this content: the same layers in the same order as in the browser. */
export async function composed(service: OpenData, content: Content): Promise<Composed> {
  const { definitions } = service.published;
  const { datasets, paper, theme, lang, ended, measure, year, chosen } = content;
  const forecast = await forecastOf(service, content);
  const key = JSON.stringify([
    versionOf(
      service.changes,
      definitions.filter(({ map }) => map?.measures),
      '',
    ),
    [datasets.toSorted(), paper, theme, lang, ended, measure, year, chosen !== undefined],
  ]);
  const known = keptLayers.get(key);
  if (known && known.forecast?.totals === forecast?.totals) return known;
  const shade = theme === 'grey' ? 'light' : theme;
  const facts = await styleFacts(service, new Date());
  const { layers } = compileStyle(definitions, { baseUrl: '', lang, theme: shade, facts });
  const wanted = layers.filter((layer) => {
    const dataset = datasetOfLayer(layer);
    if (dataset === undefined) return true;
    if (isEndedLayer(layer) && !ended) return false;
    return datasets.includes(dataset) || (paper && isBackgroundLayer(layer));
  });
  const subjects = new Set(
    definitions.filter(({ id }) => datasets.includes(id)).map(({ map, id }) => map?.subject ?? id),
  );
  const arranged = arrange(wanted, { theme: shade, lang, forecast, isAlone: subjects.size === 1 });
  const made = { layers: arranged.layers, key, forecast };
  keptLayers.set(key, made);
  for (const old of keptLayers.keys()) if (keptLayers.size > mostKept) keptLayers.delete(old);
  return made;
}

/** The measure that is shown of a dataset that has some, when such a one is drawn. */
async function forecastOf(
  service: OpenData,
  { datasets, measure: wished, year }: Content,
): Promise<ForecastShown | undefined> {
  const dataset = service.published.definitions.find(({ id, map }) => map?.measures && datasets.includes(id));
  const measures = dataset?.map?.measures;
  const measure = measures?.find(({ id }) => id === wished) ?? measures?.[0];
  if (!dataset || !measure) return undefined;
  const totals = await totalsOf(service, dataset);
  const shown =
    year === undefined ? openingYear(totals.years, new Date().getFullYear()) : nearestYear(totals.years, year);
  return shown === undefined ? undefined : { dataset, measure, totals, year: shown };
}

function totalsOf(service: OpenData, dataset: Definition): Promise<SeriesTotals> {
  return keptTotals(service, dataset, 'totals', () => seriesTotals(service, dataset));
}
