import type { Localized } from './language.ts';

/**
 * Every error that the public sees, in one place: RFC 9457 problem details. A sentence may hold {names} that are filled
 * in from the detail of the occasion. Nothing about SQL, files or code belongs here.
 */
const problems = {
  'bad-request': { status: 400, title: { sv: 'Begäran går inte att förstå', en: 'Bad request' } },
  'tile-address': {
    status: 400,
    title: { sv: 'Fel i plattans adress', en: 'Bad tile address' },
    sentence: {
      sv: 'Ange 1–{most} datamängder: /tiles/datamängd,datamängd/z/x/y.mvt',
      en: 'Name 1–{most} datasets: /tiles/dataset,dataset/z/x/y.mvt',
    },
  },
  'tile-zoom': {
    status: 400,
    title: { sv: 'Zoomnivån finns inte', en: 'No such zoom level' },
    sentence: {
      sv: 'z är "{value}" men ska vara ett heltal från 0 till {most}.',
      en: 'z is "{value}" but must be a whole number from 0 to {most}.',
    },
  },
  'tile-outside': {
    status: 400,
    title: { sv: 'Plattan finns inte', en: 'No such tile' },
    sentence: {
      sv: 'x={x}, y={y}: på zoomnivå {z} är båda heltal från 0 till {most}.',
      en: 'x={x}, y={y}: at zoom {z} both are whole numbers from 0 to {most}.',
    },
  },
  'bad-parameter': {
    status: 400,
    title: { sv: 'Fel i en parameter', en: 'Bad parameter' },
    sentence: {
      sv: '{name} är "{value}" men ska vara {expected}.',
      en: '{name} is "{value}" but must be {expected}.',
    },
  },
  'unknown-parameter': {
    status: 400,
    title: { sv: 'Okänd parameter', en: 'Unknown parameter' },
    sentence: {
      sv: '"{name}" är ingen parameter här. De som finns: {known}.',
      en: '"{name}" is not a parameter here. Known: {known}.',
    },
  },
  'bad-filter': {
    status: 400,
    title: { sv: 'Fel i filtret', en: 'Bad filter' },
    sentence: { sv: '{where}: {what}', en: '{where}: {what}' },
  },
  'no-such-dataset': {
    status: 404,
    title: { sv: 'Datamängden finns inte', en: 'No such dataset' },
    sentence: {
      sv: '"{id}" är ingen öppen datamängd här. De som finns listas i /geodata/v1/collections.',
      en: '"{id}" is not an open dataset here. See /geodata/v1/collections.',
    },
  },
  'no-geometry': {
    status: 404,
    title: { sv: 'Datamängden har inga ytor', en: 'The dataset has no geometry' },
    sentence: {
      sv: '"{id}" är en tabell utan geometri och har inga kartplattor. Hämta den i /geodata/v1/collections/{id}/items.',
      en: '"{id}" is a table without geometry and has no tiles. Get it at /geodata/v1/collections/{id}/items.',
    },
  },
  'no-statistics': {
    status: 404,
    title: { sv: 'Datamängden är ingen statistik', en: 'The dataset is no table of statistics' },
    sentence: {
      sv: '"{id}" är ingen tabell med statistik att summera. Dess objekt finns i /geodata/v1/collections/{id}/items.',
      en: '"{id}" is no table of statistics to add up. Its features are at /geodata/v1/collections/{id}/items.',
    },
  },
  'no-such-feature': {
    status: 404,
    title: { sv: 'Objektet finns inte', en: 'No such feature' },
    sentence: { sv: '"{id}" finns inte i {dataset}.', en: '"{id}" does not exist in {dataset}.' },
  },
  nowhere: {
    status: 404,
    title: { sv: 'Objektet har ingen plats på kartan', en: 'The feature has no place on the map' },
    sentence: {
      sv: '"{id}" i {dataset} har ingen geometri, så det finns ingen bild av det.',
      en: '"{id}" in {dataset} has no geometry, so there is no picture of it.',
    },
  },
  'feature-gone': {
    status: 410,
    title: { sv: 'Objektet finns inte längre', en: 'The feature is gone' },
    sentence: {
      sv: '"{id}" togs bort ur {dataset} {time}, i version {version}. Så såg det ut: {href}',
      en: '"{id}" was removed from {dataset} {time}, in version {version}. What it was: {href}',
    },
  },
  'no-history': {
    status: 404,
    title: { sv: 'Ingen historik', en: 'No history' },
    sentence: {
      sv: 'Tidigare versioner av "{id}" sparas inte.',
      en: 'Past versions of "{id}" are not kept.',
    },
  },
  'no-such-version': {
    status: 404,
    title: { sv: 'Versionen finns inte', en: 'No such version' },
    sentence: {
      sv: '"{id}" kan läsas som den var från version {begins} till {newest}. Alla står i /geodata/v1/collections/{id}/versions.',
      en: '"{id}" can be read as it was from version {begins} to {newest}. See /geodata/v1/collections/{id}/versions.',
    },
  },
  'bad-span': {
    status: 400,
    title: { sv: 'Fel i plattans adress', en: 'Bad tile address' },
    sentence: {
      sv: '"{value}" ska vara två versioner eller tider med .. emellan, till exempel 12..34 eller 12..now.',
      en: '"{value}" must be two versions or times with .. between, such as 12..34 or 12..now.',
    },
  },
  'too-much-differs': {
    status: 413,
    title: { sv: 'För mycket skiljer', en: 'Too much differs' },
    sentence: {
      sv: 'Mellan {from} och {to} skiljer mer än en karta visar. Välj versioner som ligger närmare varandra, eller läs /geodata/v1/collections/{id}/changes.',
      en: 'Between {from} and {to} more differs than a map shows. Choose versions closer to each other, or read /geodata/v1/collections/{id}/changes.',
    },
  },
  'no-such-format': {
    status: 404,
    title: { sv: 'Formatet finns inte', en: 'No such format' },
    sentence: {
      sv: 'Datamängden finns inte som "{extension}". Den finns som: {known}.',
      en: 'The dataset is not to be had as "{extension}". It is as: {known}.',
    },
  },
  'no-such-page': {
    status: 404,
    title: { sv: 'Sidan finns inte', en: 'Not found' },
    sentence: { sv: 'Det finns inget på {path}.', en: 'There is nothing at {path}.' },
  },
  'method-not-allowed': {
    status: 405,
    title: { sv: 'Metoden går inte att använda här', en: 'Method not allowed' },
    sentence: { sv: 'Använd GET eller HEAD.', en: 'Use GET or HEAD.' },
  },
  'file-too-large': {
    status: 413,
    title: { sv: 'För mycket för formatet', en: 'Too much for the format' },
    sentence: {
      sv: 'Så mycket ryms inte i formatet. Välj färre objekt, eller hämta dem som CSV eller GeoPackage.',
      en: 'The format cannot hold so much. Choose fewer features, or get them as CSV or GeoPackage.',
    },
  },
  'archive-too-large': {
    status: 413,
    title: { sv: 'För många kartplattor', en: 'Too many tiles' },
    sentence: {
      sv: '{layer} når fler än {most} kartplattor på zoomnivå {zoom}. Leta efter ett objekt med ett hörn långt bort, eller ange en lägre --maxzoom.',
      en: '{layer} reaches more than {most} tiles at zoom {zoom}. Look for a feature with a corner far away, or give a lower --maxzoom.',
    },
  },
  'no-such-range': {
    status: 416,
    title: { sv: 'Den delen av filen finns inte', en: 'Range not satisfiable' },
    sentence: { sv: 'Filen har {size} byte.', en: 'The file has {size} bytes.' },
  },
  expectation: {
    status: 417,
    title: { sv: 'Expect går inte att uppfylla', en: 'Expectation failed' },
    sentence: { sv: 'Skicka begäran utan Expect.', en: 'Send the request without Expect.' },
  },
  'headers-too-large': { status: 431, title: { sv: 'För stora huvuden', en: 'Request header fields too large' } },
  'request-timeout': { status: 408, title: { sv: 'Begäran kom inte fram i tid', en: 'Request timeout' } },
  internal: {
    status: 500,
    title: { sv: 'Något gick fel hos oss', en: 'Something went wrong on our side' },
    sentence: {
      sv: 'Felet är antecknat. Försök igen om en stund.',
      en: 'The error has been noted. Try again in a while.',
    },
  },
  unavailable: {
    status: 503,
    title: { sv: 'Tjänsten är upptagen eller databasen svarar inte', en: 'Busy, or the database does not answer' },
    sentence: { sv: 'Försök igen om några sekunder.', en: 'Try again in a few seconds.' },
  },
} as const satisfies Record<string, { status: number; title: Localized; sentence?: Localized }>;

export type ProblemCode = keyof typeof problems;
export type Detail = Record<string, string | number | Localized>;

/** An error with an answer for the public. Throw what `problem` makes. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly detail: Detail;
  constructor(code: ProblemCode, detail: Detail) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

export function problem(code: ProblemCode, detail: Detail = {}): Problem {
  return new Problem(code, detail);
}

/** The problem+json document of RFC 9457, in one language. */
export function problemDocument(
  { code, detail }: Problem,
  lang: keyof Localized,
): { status: number; body: { type: string; title: string; status: number; detail?: string } } {
  const entry: { status: number; title: Localized; sentence?: Localized } = problems[code];
  const sentence = entry.sentence?.[lang].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = detail[name];
    return typeof value === 'object' ? value[lang] : String(value ?? '');
  });
  return {
    status: entry.status,
    body: {
      type: `/problems/${code}`,
      title: entry.title[lang],
      status: entry.status,
      ...(sentence === undefined ? {} : { detail: sentence }),
    },
  };
}
