import type { Definition } from '../datasets/definition.ts';
import { problem } from '../http/problems.ts';
import { drawn, isBackground, subjectOf, visibleAtStart } from '../styles/layers.ts';

/** The datasets with geometry of subjects, or named by themselves. Throws a 404 problem for what is neither. */
export function datasetsOf(definitions: readonly Definition[], names: readonly string[]): string[] {
  const shown = withoutPaper(definitions);
  return names.flatMap((name) => {
    const found = shown.filter((definition) => definition.id === name || subjectOf(definition) === name);
    if (found.length === 0) throw problem('no-such-dataset', { id: name });
    return found.map(({ id }) => id);
  });
}

/** Those that the map opens with. */
export function datasetsAtStart(definitions: readonly Definition[]): string[] {
  return withoutPaper(definitions)
    .filter(visibleAtStart)
    .map(({ id }) => id);
}

function withoutPaper(definitions: readonly Definition[]): Definition[] {
  return drawn(definitions).filter((definition) => !isBackground(definition));
}
