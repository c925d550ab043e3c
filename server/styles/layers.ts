import type { ExpressionSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { Definition, Floor, MapLayer } from '../datasets/definition.ts';
import { floors } from '../datasets/definition.ts';
import { backgroundSubject } from '../datasets/subjects.ts';
import { classify, colourExpression } from './classes.ts';
import { choroplethLayer, choroplethOpacity, missingLayer } from './layer-names.ts';
import { knownExpression, openingMeasure, openingYear, type SeriesTotals } from './measures.ts';
import { plainLayers } from './plain.ts';

/** A layer and the dataset that it draws. Colours are still tokens. */
export interface PlacedLayer {
  definition: Definition;
  layer: MapLayer;
  floor: Floor;
}

/** What the style knows about the data besides the definitions. */
export interface DataFacts {
  /** Totals of the datasets that have measures, by dataset. */
  series: Readonly<Record<string, SeriesTotals>>;
  /** The year that a choropleth opens with is the one nearest to this. */
  thisYear: number;
}

/** Datasets that are drawn: those with a geometry. */
export function drawn(definitions: readonly Definition[]): Definition[] {
  return definitions.filter(({ geometry }) => geometry !== null);
}

/** A subject's card, or the dataset's own when it names none. */
export function subjectOf(definition: Definition): string {
  return definition.map?.subject ?? definition.id;
}

/** All layers in drawing order, lowest first. */
export function placedLayers(definitions: readonly Definition[], facts: DataFacts): PlacedLayer[] {
  const placed = drawn(definitions).flatMap((definition) => {
    const own = definition.map?.floor ?? 'own';
    return [...choropleth(definition, facts), ...layersOf(definition, definitions)].map((layer) => ({
      definition,
      layer,
      floor: layer.floor ?? own,
    }));
  });
  const rank = ({ definition, floor }: PlacedLayer) => [floors.indexOf(floor), definition.map?.order ?? 100] as const;
  return placed
    .map((layer, index) => ({ layer, index, rank: rank(layer) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || a.index - b.index)
    .map(({ layer }) => layer);
}

/** The layers of one dataset: its own, else a plain look in a hue that no other plain dataset nearby has. */
export function layersOf(definition: Definition, definitions: readonly Definition[]): readonly MapLayer[] {
  const hasNoLook = ({ map }: Definition) => !map || map.layers.length === 0;
  const layers = hasNoLook(definition)
    ? plainLayers(definition, drawn(definitions).filter(hasNoLook).indexOf(definition))
    : (definition.map?.layers ?? []);
  return layers.map((layer) => ofItsStanding(definition, layer));
}

/** No layer can forget that what has ended is drawn only when asked for: its filter says so here. */
function ofItsStanding({ map }: Definition, layer: MapLayer): MapLayer {
  if (!map?.standing || map.standing.ended.length === 0) return layer;
  const { field, ended } = map.standing;
  const isEnded: ExpressionSpecification = ['in', ['get', field], ['literal', ended]];
  const wanted: ExpressionSpecification = layer.standing === 'ended' ? isEnded : ['!', isEnded];
  const own = layer.filter;
  return { ...layer, filter: own === undefined ? wanted : ['all', own, wanted] };
}

function choropleth(definition: Definition, facts: DataFacts): MapLayer[] {
  const measure = openingMeasure(definition.map?.measures);
  const totals = facts.series[definition.id];
  const year = totals ? openingYear(totals.years, facts.thisYear) : undefined;
  const firstYear = totals?.years[0];
  if (!measure || !totals || year === undefined || firstYear === undefined) return [];
  return [
    {
      name: choroplethLayer,
      type: 'fill',
      paint: {
        'fill-color': colourExpression(measure, classify(measure, totals), year, firstYear),
        'fill-opacity': choroplethOpacity,
      },
    },
    {
      name: missingLayer,
      type: 'fill',
      filter: ['!', knownExpression(measure, year, firstYear)],
      paint: { 'fill-pattern': '@image/missing' },
    },
  ];
}

/** Drawn without being asked: the paper, and what the definition opens with. */
export function visibleAtStart(definition: Definition): boolean {
  return definition.map?.visible ?? false;
}

export function isBackground(definition: Definition): boolean {
  return subjectOf(definition) === backgroundSubject;
}
