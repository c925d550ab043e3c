import type { Definition } from '../datasets/definition.ts';
import { protectionNote } from '../datasets/protection.ts';
import { subjects } from '../datasets/subjects.ts';
import type { Language, Localized } from '../http/language.ts';
import type { Answer } from './answer.ts';
import { mostOfOne } from './found.ts';

const texts = {
  noDecision: {
    sv: 'Svaret är en vägvisare och inget beslutsunderlag.',
    en: 'The answer shows the way and is no basis for decisions.',
  },
  example: {
    sv: 'Exempeldata: det som är märkt ”påhittat” finns inte.',
    en: 'Example data: what is marked “invented” does not exist.',
  },
  leftOut: {
    sv: 'Hur det var då är inte känt för: {titles}.',
    en: 'What it was then is not known of: {titles}.',
  },
  cut: {
    sv: 'Det finns fler av {title} här än vad som berättas: {told} av {matched}.',
    en: 'There are more of {title} here than are told: {told} of {matched}.',
  },
} satisfies Record<string, Localized>;

/** What a reader of the answer could get wrong. */
export function noticesOf(
  { datasets, told, leftOut }: Pick<Answer, 'datasets' | 'told' | 'leftOut'>,
  definitions: readonly Definition[],
  lang: Language,
): string[] {
  const shown = new Set(datasets.map(({ subject }) => subject));
  const about = subjects
    .filter(({ id, note }) => note && shown.has(id))
    .flatMap(({ note }) => (note ? [note[lang]] : []));
  const protectedOnes = definitions.filter(({ id }) =>
    told.some(({ dataset, series }) => dataset === id && series.length > 0),
  );
  const protection = protectedOnes.flatMap((one) => protectionNote(one)?.[lang] ?? []);
  const cut = datasets.flatMap(({ id, title, matched }) => {
    const count = told.filter(({ dataset }) => dataset === id).length;
    return matched > mostOfOne
      ? [
          texts.cut[lang]
            .replace('{title}', title)
            .replace('{told}', String(count))
            .replace('{matched}', String(matched)),
        ]
      : [];
  });
  return [
    ...about,
    ...cut,
    ...(leftOut.length > 0
      ? [texts.leftOut[lang].replace('{titles}', leftOut.map(({ title }) => title[lang]).join(', '))]
      : []),
    ...new Set(protection),
    ...(told.some(({ isExample }) => isExample) ? [texts.example[lang]] : []),
    texts.noDecision[lang],
  ];
}
