import type { Localized } from '../../datasets/definition.ts';
import { error, listed, oneOf, same, shouldBe } from './words.ts';

/** What an import can report of values and of rows that refer to each other. */

const typeWords: Record<string, Localized> = {
  text: { sv: 'text', en: 'text' },
  integer: { sv: 'ett heltal, till exempel 42', en: 'a whole number, such as 42' },
  double: { sv: 'ett tal, till exempel 3,5', en: 'a number, such as 3.5' },
  boolean: { sv: 'ja eller nej', en: 'yes or no' },
  date: { sv: 'ett datum som 2026-11-24', en: 'a date such as 2026-11-24' },
  timestamptz: { sv: 'en tid som 2026-11-24T08:30:00+01:00', en: 'a time such as 2026-11-24T08:30:00+01:00' },
  list: { sv: 'en lista, åtskild med semikolon', en: 'a list, separated by semicolons' },
  uuid: {
    sv: 'ett UUID, till exempel f9e056a6-cda8-4b92-a15d-dc70d61dfa36',
    en: 'a UUID, such as f9e056a6-cda8-4b92-a15d-dc70d61dfa36',
  },
};

export const wrongType = (type: string) =>
  error(
    'value-type',
    { sv: 'värdet har fel typ', en: 'the value has the wrong type' },
    shouldBe(typeWords[type] ?? same(type)),
  );

export const notInList = (codes: readonly string[]) =>
  error('value-code', { sv: 'värdet finns inte i listan', en: 'the value is not in the list' }, oneOf(codes));

export const valueMissing = () => error('value-missing', { sv: 'värdet saknas', en: 'the value is missing' });

export const outOfRange = (least: string, greatest: string) =>
  error(
    'value-range',
    { sv: 'talet är för stort eller för litet', en: 'the number is too large or too small' },
    shouldBe({ sv: `mellan ${least} och ${greatest}`, en: `between ${least} and ${greatest}` }),
  );

export const tooLong = (length: number) =>
  error(
    'value-length',
    { sv: 'texten är för lång', en: 'the text is too long' },
    shouldBe({ sv: `högst ${length} tecken`, en: `${length} characters at most` }),
  );

export const badCharacters = () =>
  error('value-characters', {
    sv: 'texten har tecken som inte går att spara',
    en: 'the text has characters that cannot be stored',
  });

export const keyTwice = (rows: readonly number[]) =>
  error(
    'key-twice',
    { sv: `samma nyckel på flera rader: ${rows.join(', ')}`, en: `the same key in several rows: ${rows.join(', ')}` },
    { sv: 'varje rad ska ha en egen nyckel', en: 'each row should have a key of its own' },
  );

export const keyMissing = (columns: readonly string[], key: string) =>
  error(
    'key-missing',
    {
      sv: 'filen har ingen kolumn som är datamängdens nyckel: raderna går inte att känna igen',
      en: "the file has no column that is the dataset's key: its rows cannot be recognised",
    },
    {
      sv: `ange kolumnen med --map ${key}=<kolumn>; filen har: ${listed(columns).sv}`,
      en: `name the column with --map ${key}=<column>; the file has: ${listed(columns).en}`,
    },
  );

export const rowsWithoutKey = (rows: number) =>
  error(
    'rows-without-key',
    {
      sv: `${rows} publicerade rader finns inte i filen, och utan egen nyckel går det inte att se om de är ändrade eller borttagna`,
      en: `${rows} published rows are not in the file, and without a key of their own one cannot see whether they were changed or removed`,
    },
    {
      sv: 'är filen hela datamängden: lägg till --replace',
      en: 'if the file is the whole dataset: add --replace',
    },
  );

export const tableHasHeights = () =>
  error('table-heights', {
    sv: 'tabellen har höjder eller mått (Z, M) i sin geometri, som en import inte för över; den kan inte fyllas från en fil',
    en: 'the table keeps heights or measures (Z, M) in its geometry, which an import does not carry over; it cannot be filled from a file',
  });

export const referenceMissing = (table: string) =>
  error(
    'reference-missing',
    { sv: `hänvisar till en rad som inte finns i ${table}`, en: `refers to a row that ${table} does not have` },
    { sv: 'den ska vara publicerad eller finnas i samma fil', en: 'it should be published or in the same file' },
  );

export const referredTo = (dataset: string) =>
  error(
    'referred-to',
    { sv: 'hänvisar till en rad som skulle försvinna', en: 'refers to a row that would go' },
    {
      sv: `ta bort den först, eller gör ${dataset} till vad den var: allmanning rollback ${dataset} <version>`,
      en: `remove it first, or make ${dataset} what it was: allmanning rollback ${dataset} <version>`,
    },
  );

export const databaseRefused = (detail: string) =>
  error('database-refused', {
    sv: `databasen tog inte emot raden (${detail})`,
    en: `the database did not accept the row (${detail})`,
  });

export const fileTakesMemory = () =>
  error(
    'file-memory',
    {
      sv: 'filen tar mer minne än tjänsten ger den, oftast för att ett objekt har väldigt många hörn',
      en: 'the file takes more memory than the service gives it, mostly because a feature has very many corners',
    },
    {
      sv: 'dela objektet eller gör om filen till GeoPackage',
      en: 'divide the feature or convert the file to GeoPackage',
    },
  );

export const rowTooLarge = (row: number, megabytes: number) =>
  error('row-too-large', {
    sv: `rad ${row} är för stor; en rad får vara högst ${megabytes} MB`,
    en: `row ${row} is too large; a row may be ${megabytes} MB at most`,
  });

export const tooManyColumns = (columns: number, most: number) =>
  error('columns-too-many', {
    sv: `filen har ${columns} kolumner; högst ${most} får plats`,
    en: `the file has ${columns} columns; ${most} is the most`,
  });

export const unpackedTooLarge = (gigabytes: number) =>
  error('zip-too-large', {
    sv: `zippen är större än ${gigabytes} GB när den packas upp`,
    en: `the zip is larger than ${gigabytes} GB when unpacked`,
  });

export const zipPackedTooWell = (times: number) =>
  error('zip-packed', {
    sv: `en fil i zippen sväller mer än ${times} gånger när den packas upp; sådana läses inte`,
    en: `a file in the zip swells more than ${times} times when unpacked; such are not read`,
  });

export const zipLeavesFolder = () =>
  error('zip-path', {
    sv: 'en fil i zippen har en sökväg som leder ut ur den',
    en: 'a file in the zip has a path that leads out of it',
  });

export const deletesMany = (deleted: number, of: number) =>
  error(
    'deletes-many',
    {
      sv: `${deleted} av ${of} publicerade rader finns inte i filen och skulle tas bort, mer än var femte`,
      en: `${deleted} of ${of} published rows are not in the file and would be deleted, more than one in five`,
    },
    {
      sv: 'är filen hel, och ska de bort: lägg till --allow-deletes',
      en: 'if the file is whole and they should go: add --allow-deletes',
    },
  );
