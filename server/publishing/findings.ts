import type { Localized } from '../datasets/definition.ts';
import type { Problem } from './report.ts';

/** Every problem that an import can report: its code, what is wrong and what would be right, in both languages. */

function error(code: string, reason: Localized, remedy: Localized | null = null): Problem {
  return { code, severity: 'error', reason, remedy };
}

function warning(code: string, reason: Localized, remedy: Localized | null = null): Problem {
  return { code, severity: 'warning', reason, remedy };
}

/** The same words in both languages: a list of names, an example. */
function same(text: string): Localized {
  return { sv: text, en: text };
}

function listed(names: readonly string[], most = 15): Localized {
  const shown = names.slice(0, most).join(', ');
  const rest = names.length - most;
  if (rest <= 0) return same(shown);
  return { sv: `${shown} och ${rest} till`, en: `${shown} and ${rest} more` };
}

function shouldBe({ sv, en }: Localized): Localized {
  return { sv: `ska vara ${sv}`, en: `should be ${en}` };
}

function oneOf(names: readonly string[]): Localized {
  const { sv, en } = listed(names);
  return { sv: `ska vara något av: ${sv}`, en: `should be one of: ${en}` };
}

// The command

export const unknownDataset = (known: readonly string[]) =>
  error('dataset-unknown', { sv: 'datamängden finns inte', en: 'there is no such dataset' }, oneOf(known));

export const optionField = (option: string, known: readonly string[]) =>
  error(
    'option-field',
    { sv: `${option} nämner ett fält som inte finns`, en: `${option} names a field that does not exist` },
    oneOf(known),
  );

export const optionColumn = (known: readonly string[]) =>
  error(
    'option-column',
    { sv: '--map nämner en kolumn som filen inte har', en: '--map names a column that the file does not have' },
    oneOf(known),
  );

export const optionEdition = () =>
  error('option-edition', {
    sv: 'datamängden har inga utgåvor, --edition går inte att använda',
    en: 'the dataset has no editions, --edition cannot be used',
  });

export const optionShow = () =>
  error('option-show', {
    sv: 'datamängden visar alltid alla rader, --show går inte att använda',
    en: 'the dataset always shows all rows, --show cannot be used',
  });

export const unknownCrs = () =>
  error(
    'crs-unknown',
    { sv: 'koordinatsystemet är okänt', en: 'the coordinate system is unknown' },
    shouldBe({ sv: 'en EPSG-kod, till exempel EPSG:3010', en: 'an EPSG code, such as EPSG:3010' }),
  );

export const notWritable = () =>
  error('table-not-writable', {
    sv: 'datamängden är en vy eller saknar sin tabell, den kan inte fyllas från en fil',
    en: 'the dataset is a view or has no table, it cannot be filled from a file',
  });

// The file

export const fileMissing = () =>
  error('file-missing', {
    sv: 'filen finns inte eller går inte att läsa',
    en: 'the file does not exist or cannot be read',
  });

export const notAFile = () =>
  error('not-a-file', {
    sv: 'det är ingen vanlig fil eller mapp (en enhet, ett rör eller en socket)',
    en: 'it is no regular file or folder (a device, a pipe or a socket)',
  });

export const fileChanged = () =>
  error(
    'file-changed',
    { sv: 'filen ändrades medan den lästes', en: 'the file changed while it was read' },
    { sv: 'vänta tills den är färdig och importera igen', en: 'wait until it is finished and import again' },
  );

export const fileEmpty = () => error('file-empty', { sv: 'filen är tom', en: 'the file is empty' });

export const noRows = () => error('no-rows', { sv: 'filen har inga rader', en: 'the file has no rows' });

export const fileTooLarge = (format: 'JSON' | 'XML', megabytes: number) =>
  error('file-too-large', {
    sv: `en ${format}-fil får vara högst ${megabytes} MB; gör om den till GeoPackage`,
    en: `a file of ${format} may be ${megabytes} MB at most; convert it to GeoPackage`,
  });

export const xmlDeclaresEntities = () =>
  error(
    'xml-doctype',
    {
      sv: 'filen har en dokumenttyp (<!DOCTYPE>), som kan hämta andra filer eller svälla; sådana läses inte',
      en: 'the file has a document type (<!DOCTYPE>), which can fetch other files or swell; such are not read',
    },
    { sv: 'ta bort den ur filen', en: 'remove it from the file' },
  );

export const fileUnreadable = (detail: string) =>
  error(
    'file-unreadable',
    { sv: `filen går inte att läsa${about(detail)}`, en: `the file cannot be read${about(detail)}` },
    {
      sv: 'tjänsten läser GeoPackage, GeoJSON, Shapefile, FileGDB, FlatGeobuf, MapInfo, GML, KML, DXF, CSV, XLSX, ODS, NGP-JSON, SS 637040 eller JSON-rader, i en zip eller mapp också',
      en: 'the service reads GeoPackage, GeoJSON, Shapefile, FileGDB, FlatGeobuf, MapInfo, GML, KML, DXF, CSV, XLSX, ODS, NGP JSON, SS 637040 or JSON rows, in a zip or a folder too',
    },
  );

export const fileDamaged = (detail: string) =>
  error(
    'file-damaged',
    { sv: `filen är skadad eller avklippt${about(detail)}`, en: `the file is damaged or cut off${about(detail)}` },
    { sv: 'hämta eller exportera den igen', en: 'fetch or export it again' },
  );

function about(detail: string): string {
  return detail ? ` (${detail})` : '';
}

export const chooseLayer = (layers: readonly string[]) =>
  error(
    'layer-choose',
    { sv: 'filen har flera lager', en: 'the file has several layers' },
    {
      sv: `välj ett med --layer: ${listed(layers).sv}`,
      en: `choose one with --layer: ${listed(layers).en}`,
    },
  );

export const unknownLayer = (layers: readonly string[]) =>
  error('layer-unknown', { sv: 'lagret finns inte i filen', en: 'the file has no such layer' }, oneOf(layers));

export const notForThisDataset = (datasets: readonly string[]) =>
  error(
    'ngp-dataset',
    {
      sv: 'filen är en leverans av detaljplaner, den hör inte till den här datamängden',
      en: 'the file is a delivery of detailed development plans, it does not belong to this dataset',
    },
    oneOf(datasets),
  );

export const crsMissing = (guess: Localized) =>
  error(
    'crs-missing',
    {
      sv: 'filen säger inte vilket koordinatsystem den har',
      en: 'the file does not say which coordinate system it has',
    },
    guess,
  );

export const columnMissing = (columns: readonly string[], field: string) =>
  error(
    'column-missing',
    { sv: 'filen saknar en kolumn som behövs', en: 'the file lacks a column that is needed' },
    {
      sv: `ange den med --map ${field}=<kolumn> eller --set ${field}=<värde>; filen har: ${listed(columns).sv}`,
      en: `give it with --map ${field}=<column> or --set ${field}=<value>; the file has: ${listed(columns).en}`,
    },
  );

export const wideColumn = (field: Localized) =>
  error(
    'wide-column',
    {
      sv: `kolumnens namn är inget värde för ${field.sv.toLowerCase()}, som de andra kolumnernas`,
      en: `the name of the column is no value of ${field.en.toLowerCase()}, as those of the others are`,
    },
    { sv: 'rätta namnet eller ta bort kolumnen', en: 'correct the name or remove the column' },
  );

export const wideTwice = (before: string, field: Localized) =>
  error('wide-twice', {
    sv: `två kolumner är samma ${field.sv.toLowerCase()}: den andra heter ${before}`,
    en: `two columns are the same ${field.en.toLowerCase()}: the other is called ${before}`,
  });

export const wideGroup = (field: Localized) =>
  error(
    'wide-group',
    {
      sv: `kolumnen är en grupp av flera värden för ${field.sv.toLowerCase()}, och datamängden har en rad för varje`,
      en: `the column is a group of several values of ${field.en.toLowerCase()}, and the dataset has a row for each`,
    },
    { sv: 'exportera tabellen utan grupper', en: 'export the table without groups' },
  );

// Values

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

// Geometry

export const geometryTooLarge = (row: number, corners: number, most: number) =>
  error(
    'geometry-too-large',
    {
      sv: `rad ${row} har ${corners.toLocaleString('sv-SE')} hörn; ett objekt får ha högst ${most.toLocaleString('sv-SE')}`,
      en: `row ${row} has ${corners.toLocaleString('en-GB')} corners; a feature may have ${most.toLocaleString('en-GB')} at most`,
    },
    {
      sv: 'förenkla det eller dela det i flera, till exempel med ogr2ogr -simplify 0.1',
      en: 'simplify it or divide it into several, for instance with ogr2ogr -simplify 0.1',
    },
  );

export const geometryMissing = () =>
  error('geometry-missing', { sv: 'raden saknar geometri', en: 'the row has no geometry' });

export const geometryType = (wanted: Localized) =>
  error('geometry-type', { sv: 'geometrin är av fel slag', en: 'the geometry is of the wrong kind' }, shouldBe(wanted));

export const geometryBroken = () =>
  error(
    'geometry-broken',
    { sv: 'geometrin går inte att läsa', en: 'the geometry cannot be read' },
    {
      sv: 'en linje ska ha minst två punkter, en yta minst tre, och alla koordinater ska vara tal',
      en: 'a line should have at least two points, a surface three, and all coordinates should be numbers',
    },
  );

export const geometryOutside = (hint: Localized) =>
  error(
    'geometry-outside',
    { sv: 'koordinaterna ligger utanför Sverige', en: 'the coordinates are outside Sweden' },
    hint,
  );

const at = (place: string, word: string) => (place ? ` ${word} ${place}` : '');

export const geometryRepaired = (reason: Localized, place: string) =>
  warning('geometry-repaired', {
    sv: `geometrin var ogiltig och har lagats: ${reason.sv}${at(place, 'vid')}`,
    en: `the geometry was invalid and has been repaired: ${reason.en}${at(place, 'at')}`,
  });

export const geometryInvalid = (reason: Localized, place: string) =>
  error(
    'geometry-invalid',
    {
      sv: `geometrin är ogiltig och går inte att laga: ${reason.sv}${at(place, 'vid')}`,
      en: `the geometry is invalid and cannot be repaired: ${reason.en}${at(place, 'at')}`,
    },
    { sv: 'rita om den i ett GIS-program', en: 'draw it again in a GIS program' },
  );

// NGP

export const ngpStructure = (path: string, detail: Localized) =>
  error('ngp-structure', {
    sv: `följer inte informationsspecifikationen: ${path ? `${path}: ` : ''}${detail.sv}`,
    en: `does not follow the information specification: ${path ? `${path}: ` : ''}${detail.en}`,
  });

export const ngpColourGuessed = (count: number) =>
  warning('ngp-colour-guessed', {
    sv: `${count} bestämmelser hänvisar till poster i planbestämmelsekatalogen som tjänsten inte har; färg och beteckning är tagna efter formuleringen`,
    en: `${count} provisions refer to catalogue entries that the service does not have; colour and letter follow the wording`,
  });

// Tables of statistics

export const cellsMissing = (cells: number, table: string, example: string) =>
  error(
    'cells-missing',
    {
      sv: `${cells === 1 ? 'ett värde' : `${cells} värden`} saknas i ${table}${example ? `, som ${example}` : ''}`,
      en: `${cells === 1 ? 'a value is' : `${cells} values are`} missing in ${table}${example ? `, such as ${example}` : ''}`,
    },
    {
      sv: 'varje kombination ska ha ett värde, 0 där det inte finns någon',
      en: 'each combination should have a value, 0 where there is none',
    },
  );

export const tableHasHoles = (cells: number, wanted: number, table: string) =>
  error(
    'table-holes',
    {
      sv: `bara ${cells} av ${wanted} kombinationer har ett värde i ${table}`,
      en: `only ${cells} of ${wanted} combinations have a value in ${table}`,
    },
    {
      sv: 'är en kolumn något annat än den ska, eller finns flera tabeller i filen?',
      en: 'is a column something else than it should be, or are there several tables in the file?',
    },
  );

export const sumDiffers = (sum: string, parts: number, over: string) =>
  warning('sum-differs', {
    sv: `är inte summan av ${parts} delar (${over}): ${sum}`,
    en: `is not the sum of ${parts} parts (${over}): ${sum}`,
  });

const unknownRemedy: Localized = {
  sv: 'raderna visas inte på kartan förrän områdena finns där; eller rätta koden eller utgåvan',
  en: 'the rows do not show on the map until the areas are there; or correct the code or the edition',
};

export const codeUnknown = (dataset: string, beside: string, rows: number) =>
  warning(
    'code-unknown',
    {
      sv: `finns inte i ${dataset}${beside ? ` med ${beside}` : ''} (${rows} rader)`,
      en: `is not in ${dataset}${beside ? ` with ${beside}` : ''} (${rows} rows)`,
    },
    unknownRemedy,
  );

export const editionUnknown = (dataset: string, codes: number, rows: number) =>
  warning(
    'edition-unknown',
    {
      sv: `ingen av ${codes} koder finns i ${dataset} (${rows} rader)`,
      en: `none of ${codes} codes is in ${dataset} (${rows} rows)`,
    },
    unknownRemedy,
  );
// NGP out

export const ngpNothing = () =>
  error('ngp-nothing', { sv: 'det finns inga planer att leverera', en: 'there are no plans to deliver' });

/** `columns`: those that would say it; none: the table has no such column, but may keep objects as they came in `raw`. */
export const ngpLacks = (
  problem: Problem,
  columns: readonly string[],
  raw: string | undefined,
  path: string,
): Problem => {
  if (columns.length > 0) return { ...problem, remedy: columnRemedy(columns) };
  const remedy = {
    sv: `tabellen har ingen kolumn för ${path}; skriv det i ${raw}, i form av JSON som i NGP`,
    en: `the table has no column for ${path}; write it in ${raw}, as JSON as NGP has it`,
  };
  return raw === undefined ? problem : { ...problem, remedy };
};

function columnRemedy(columns: readonly string[]): Localized {
  const { sv, en } = listed(columns);
  if (columns.length === 1) return { sv: `fyll i eller rätta ${sv}`, en: `fill in or correct ${en}` };
  return { sv: `fyll i eller rätta någon av ${sv}`, en: `fill in or correct one of ${en}` };
}

export const ngpVersion = (version: number | undefined) =>
  error(
    'ngp-version',
    {
      sv: 'planen eller dess bestämmelser är ändrade sedan leveransen, men versionen är den gamla',
      en: 'the plan or its provisions have changed since the delivery, but its version is the old one',
    },
    {
      sv: `${version === undefined ? '' : `sätt objektversion till ${version + 1} och `}sätt version_giltig_fran till när ändringen började gälla`,
      en: `${version === undefined ? '' : `set objektversion to ${version + 1} and `}set version_giltig_fran to when the change took effect`,
    },
  );

export const ngpMulti = () => ({
  ...error(
    'ngp-multi',
    {
      sv: 'geometrin har flera delar, som en NGP-leverans inte får ha',
      en: 'the geometry has several parts, which an NGP delivery must not have',
    },
    {
      sv: 'dela den i en rad för varje del, med samma objektidentitet och geometrinummer 1, 2 …',
      en: 'split it into a row for each part, with the same objektidentitet and geometrinummer 1, 2 …',
    },
  ),
  rule: 'DP-0018',
});

export const ngpDrawn = () =>
  warning('ngp-drawn', {
    sv: 'geometrin är ritad eller ändrad här: lägesbestämningsmetoden anges som okänd',
    en: 'the geometry was drawn or changed here: how its place was found is told as unknown',
  });

export const ngpNotSaid = (remedy: Localized | undefined, raw: string | undefined) =>
  error(
    'ngp-not-said',
    {
      sv: 'värdet går inte att uttrycka i NGP tillsammans med resten av objektet',
      en: 'the value cannot be told in NGP together with the rest of the object',
    },
    remedy ?? {
      sv: `jämför med ${raw ?? 'det som levererades'} och med bestämmelsens andra rader`,
      en: `compare with ${raw ?? 'what was delivered'} and with the other rows of the provision`,
    },
  );

export const ngpNoPlace = () =>
  warning('ngp-no-place', {
    sv: 'NGP har ingen plats för värdet: det följer inte med, och blir ett annat om filen läses in igen',
    en: 'NGP has no place for the value: it does not go along, and would be another if the file is imported again',
  });

export const ngpRenumbered = () =>
  warning('ngp-renumbered', {
    sv: 'NGP har inga geometrinummer: om filen läses in igen får bestämmelsens geometrier nya',
    en: 'NGP has no geometry numbers: if the file is imported again the geometries of the provision get others',
  });

export const ngpDangling = () =>
  warning('ngp-dangling', {
    sv: 'planen hänvisar till en bestämmelse som inte finns',
    en: 'the plan refers to a provision that does not exist',
  });

// SS 637040

export const ssNoPlans = () =>
  error('ss-no-plans', {
    sv: 'filen är ingen plan enligt SS 637040:2016',
    en: 'the file is no plan after SS 637040:2016',
  });

export const referenceInFileMissing = () =>
  error('ss-reference', {
    sv: 'hänvisar till en gräns eller ett område som inte finns i filen',
    en: 'refers to a line or an area that is not in the file',
  });

export const curveUnknown = () =>
  error(
    'ss-curve',
    { sv: 'gränsen är ingen linje av raka delar', en: 'the line is not made of straight parts' },
    { sv: 'exportera planen med bågar som raka delar', en: 'export the plan with arcs as straight parts' },
  );

export const areaOpen = () =>
  error('ss-area-open', {
    sv: 'områdets gränser går inte ihop till en yta',
    en: 'the lines of the area do not close',
  });

export const planStatusGuessed = (status: string) =>
  warning(
    'ss-status-guessed',
    {
      sv: `formatet säger inte om planen har fått laga kraft; planstatus blev ${status}`,
      en: `the format does not say whether the plan is in force; its status became ${status}`,
    },
    {
      sv: 'ange den med --set, till exempel --set "status=laga kraft"',
      en: 'say it, such as --set "status=laga kraft"',
    },
  );

export const provisionWordsGuessed = (count: number) =>
  warning('ss-words-guessed', {
    sv: `${count} bestämmelser har en kod som tjänsten inte har ord för; koden står i stället för formuleringen`,
    en: `${count} provisions have a code that the service has no words for; the code stands instead of the wording`,
  });
