import type { Localized } from '../datasets/definition.ts';
import type { Problem } from '../publishing/report.ts';

/** Why a table cannot be adopted, and what an operator should know when it can. */

function refusal(code: string, reason: Localized, remedy: Localized | null = null): Problem {
  return { code, severity: 'error', reason, remedy };
}

export const noTable = (name: string) =>
  refusal('table-missing', {
    sv: `varken en fil eller en tabell heter ${name}`,
    en: `there is neither a file nor a table called ${name}`,
  });

export const badId = (id: string) =>
  refusal(
    'id-unusable',
    { sv: `"${id}" kan inte vara en datamängds id`, en: `"${id}" cannot be the id of a dataset` },
    {
      sv: 'ange ett med --id: a–z, 0–9 och _, börjar med en bokstav, högst 40 tecken',
      en: 'give one with --id: a–z, 0–9 and _, beginning with a letter, 40 characters at most',
    },
  );

export const takenId = (id: string) =>
  refusal(
    'id-taken',
    { sv: `datamängden ${id} finns redan`, en: `the dataset ${id} exists already` },
    { sv: 'välj ett annat med --id', en: 'choose another with --id' },
  );

export const tableTaken = (table: string) =>
  refusal(
    'table-taken',
    { sv: `tabellen ${table} finns redan`, en: `the table ${table} exists already` },
    { sv: 'välj ett annat namn med --id', en: 'choose another name with --id' },
  );

export const noKey = (isView: boolean, columns: readonly string[]) =>
  refusal(
    'key-unknown',
    isView
      ? { sv: 'en vy säger inte vilken kolumn som är nyckel', en: 'a view does not say which column is its key' }
      : {
          sv: 'tabellen har ingen kolumn som är unik och aldrig tom',
          en: 'the table has no column that is unique and never empty',
        },
    { sv: `ange en med --key: ${columns.join(', ')}`, en: `name one with --key: ${columns.join(', ')}` },
  );

export const keyNotUnique = (column: string, rows: number) =>
  refusal(
    'key-not-unique',
    {
      sv: `${column} kan inte vara nyckel: ${rows} rader saknar värde eller delar det med en annan`,
      en: `${column} cannot be the key: ${rows} rows have no value or share it with another`,
    },
    { sv: 'ange en annan kolumn med --key', en: 'name another column with --key' },
  );

export const noSuchColumn = (option: string, column: string, columns: readonly string[]) =>
  refusal(
    'column-unknown',
    { sv: `${option}: kolumnen ${column} finns inte`, en: `${option}: there is no column ${column}` },
    { sv: `kolumnerna är: ${columns.join(', ')}`, en: `the columns are: ${columns.join(', ')}` },
  );

export const noSrid = (column: string) =>
  refusal(
    'srid-unknown',
    {
      sv: `${column} har inget eller flera koordinatsystem`,
      en: `${column} has no or several coordinate systems`,
    },
    {
      sv: `sätt det i databasen, till exempel: alter table … alter column ${column} type geometry(Geometry, 3006) using st_setsrid(${column}, 3006)`,
      en: `set it in the database, such as: alter table … alter column ${column} type geometry(Geometry, 3006) using st_setsrid(${column}, 3006)`,
    },
  );

export const ngpFile = () =>
  refusal('ngp-file', {
    sv: 'filen är en leverans av detaljplaner: använd allmanning import detaljplaner',
    en: 'the file is a delivery of detailed development plans: use allmanning import detaljplaner',
  });

export const noGeometry = (): Localized => ({
  sv: 'Ingen geometri: datamängden blir en tabell utan karta.',
  en: 'No geometry: the dataset becomes a table without a map.',
});

export const outsideSweden = (rows: number, srid: number): Localized => ({
  sv: `${rows} rader ligger utanför Sverige när koordinaterna läses som EPSG:${srid}. Är öst och nord omkastade, eller koordinatsystemet ett annat?`,
  en: `${rows} rows are outside Sweden when the coordinates are read as EPSG:${srid}. Are east and north swapped, or is it another coordinate system?`,
});

export const localTimes = (columns: readonly string[], zone: string): Localized => ({
  sv: `Tiderna i ${columns.join(', ')} har ingen zon och läses som klockan är här (${zone}). Är det en annan: ändra "zone" i utkastet.`,
  en: `The times in ${columns.join(', ')} have no zone and are read as the clocks are here (${zone}). If it is another one: change "zone" in the draft.`,
});

export const oneGeometry = (used: string, others: readonly string[]): Localized => ({
  sv: `Geometrin är ${used}; ${others.join(', ')} används inte.`,
  en: `The geometry is ${used}; ${others.join(', ')} is not used.`,
});

export const leftOut = (columns: readonly string[]): Localized => ({
  sv: `Kolumner som inte kan visas och är utelämnade: ${columns.join(', ')}.`,
  en: `Columns that cannot be shown and are left out: ${columns.join(', ')}.`,
});

export const nothingPublic = (columns: readonly string[]): Localized => ({
  sv: `Inget fält är öppet. Sätt "public": true på dem som alla får se: ${columns.join(', ')}. (Eller: --public ${columns[0] ?? 'namn'},… | all)`,
  en: `No field is public. Set "public": true on those that everybody may see: ${columns.join(', ')}. (Or: --public ${columns[0] ?? 'name'},… | all)`,
});

export const keyIsSeen = (key: string): Localized => ({
  sv: `Nyckeln ${key} är objektens identitet och syns i deras adresser, också när fältet inte är öppet.`,
  en: `The key ${key} is the features' identity and is seen in their addresses, even when the field is not public.`,
});

export const madeKey = (): Localized => ({
  sv: 'Filen har ingen unik id-kolumn: nyckeln är gjord av radens innehåll. Samma fil ger samma nycklar, men en ändrad rad blir en annan. Är en kolumn unik: börja om med --key.',
  en: 'The file has no unique id column: the key is made from the row’s content. The same file gives the same keys, but a changed row becomes another. If a column is unique: begin anew with --key.',
});

export const loaded = (table: string, rows: number): Localized => ({
  sv: `${rows} rader lades i den nya tabellen ${table}.`,
  en: `${rows} rows were put in the new table ${table}.`,
});

export const pointsNeedCrs = (): Localized => ({
  sv: 'Filen har koordinater i två kolumner: lägg till --crs EPSG:3006 (eller ett annat system) så blir raderna punkter.',
  en: 'The file has coordinates in two columns: add --crs EPSG:3006 (or another system) and the rows become points.',
});
