import type { Definition } from '../datasets/definition.ts';
import { backgroundSubject } from '../datasets/subjects.ts';
import { problem } from '../http/problems.ts';
import { subjectOf, visibleAtStart } from '../styles/layers.ts';

/** The datasets with geometry of subjects, or named by themselves. Throws a 404 problem for what is neither. */
export function datasetsOf(definitions: readonly Definition[], names: readonly string[]): string[] {
  const drawn = definitions.filter((definition) => definition.geometry && subjectOf(definition) !== backgroundSubject);
  return names.flatMap((name) => {
    const found = drawn.filter((definition) => definition.id === name || subjectOf(definition) === name);
    if (found.length === 0) throw problem('no-such-dataset', { id: name });
    return found.map(({ id }) => id);
  });
}

/** Those that the map opens with. */
export function datasetsAtStart(definitions: readonly Definition[]): string[] {
  return definitions
    .filter(
      (definition) => definition.geometry && subjectOf(definition) !== backgroundSubject && visibleAtStart(definition),
    )
    .map(({ id }) => id);
}
