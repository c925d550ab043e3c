import type { Definition, Field, Localized } from '../../datasets/definition.ts';
import type { Mapping } from './columns.ts';
import { fold } from './values.ts';

export interface Guess {
  field: Field;
  value: string;
  note: Localized;
}

/** Values that follow from which columns the file has: a file with desokod has DeSO areas. */
export function guessFromColumns(
  definition: Definition,
  columns: readonly string[],
  filled: ReadonlySet<Field>,
): Guess[] {
  const present = new Set(columns.map(fold));
  const guesses: Guess[] = [];
  for (const { field: name, whenColumn, value } of definition.import?.guess ?? []) {
    const field = definition.fields.find((one) => one.name === name);
    if (!field || filled.has(field) || guesses.some((guess) => guess.field === field)) continue;
    if (!present.has(fold(whenColumn))) continue;
    guesses.push({
      field,
      value,
      note: {
        sv: `${field.title.sv}: ${value}, eftersom filen har kolumnen ${whenColumn}. Ändra med --set ${name}=…`,
        en: `${field.title.en}: ${value}, since the file has the column ${whenColumn}. Change it with --set ${name}=…`,
      },
    });
  }
  return guesses;
}

/** The edition: as the operator said, else the file's column, else a year in its name, else the year it was saved. */
export function guessEdition(
  definition: Definition,
  mapping: Mapping,
  filled: ReadonlySet<Field>,
  file: { name: string; modified: Date },
  said: string | undefined,
): Guess | undefined {
  const field = definition.fields.find((one) => one.name === definition.import?.edition);
  if (!field) return undefined;
  const because = (value: string, reason: Localized): Guess => ({
    field,
    value,
    note: {
      sv: `${field.title.sv}: ${value}, ${reason.sv}`,
      en: `${field.title.en}: ${value}, ${reason.en}`,
    },
  });
  if (said !== undefined) return because(said, { sv: 'som du angav.', en: 'as you said.' });
  if (filled.has(field) || mapping.columns.has(field)) return undefined;
  const year = /(?<!\d)(?:19|20)\d{2}(?!\d)/.exec(file.name)?.[0];
  const change = { sv: 'Ändra med --edition.', en: 'Change it with --edition.' };
  if (year) {
    return because(year, {
      sv: `efter året i filens namn. ${change.sv}`,
      en: `after the year in the file's name. ${change.en}`,
    });
  }
  return because(String(file.modified.getFullYear()), {
    sv: `året då filen sparades. ${change.sv}`,
    en: `the year the file was saved. ${change.en}`,
  });
}
