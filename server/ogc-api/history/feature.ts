import type { FeatureState } from '../../comparing/feature-history.ts';

/** States as JSON text: features and values keep their digits so. */
export function statesAsJson(states: readonly FeatureState[]): string {
  return `[${states.map(stateAsJson).join(',\n')}]`;
}

function stateAsJson({ version, change, feature, differences, geometry }: FeatureState): string {
  const head = JSON.stringify({ ...version, change, geometry }).slice(0, -1);
  const more = differences === undefined ? '' : `,"differences":${differences}`;
  return `${head}${more},"feature":${feature}}`;
}
