import type { Localized } from '../datasets/definition.ts';
import type { AdoptResult } from './adopt.ts';

/** What to tell the operator. `file` is where the draft was written. */
export function renderAdoption(result: AdoptResult, file: string, language: keyof Localized): string {
  if ('refused' in result) {
    const { reason, remedy } = result.refused;
    return `${reason[language]}${remedy ? `; ${remedy[language]}` : ''}`;
  }
  const { problems, notes } = result.adopted;
  const lines = notes.map((note) => note[language]);
  const fill = problems.join(', ');
  lines.push(
    language === 'sv'
      ? `Utkastet är skrivet: ${file}. Datamängden blir öppen när detta är ifyllt: ${fill}.`
      : `The draft is written: ${file}. The dataset becomes public when this is filled in: ${fill}.`,
  );
  return lines.join('\n');
}
