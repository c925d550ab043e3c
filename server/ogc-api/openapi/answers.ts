import type { Localized } from '../../datasets/definition.ts';
import type { Language } from '../../http/language.ts';
import { type Detail, type ProblemCode, problem, problemDocument } from '../../http/problems.ts';
import { type Answer, type Header, type MediaType, type Ref, ref } from './parts.ts';

/** What operations answer besides their content: headers, and what else than 200 may come. */

const headers: Record<string, { words: Localized; always: boolean; type?: string }> = {
  'Content-Crs': {
    words: {
      sv: 'Svarets koordinatsystem, inom `<>`. Inte på webbsidor.',
      en: 'The coordinate system of the answer, within `<>`. Not on pages.',
    },
    always: false,
  },
  'Content-Language': { words: { sv: 'Texternas språk.', en: 'Language of the texts.' }, always: true },
  Link: { words: { sv: 'Svarets länkar (RFC 8288).', en: 'The links of the answer (RFC 8288).' }, always: true },
  'OGC-NumberMatched': {
    words: {
      sv: 'Hur många objekt som finns med dessa villkor. Saknas när det tar för lång tid att räkna.',
      en: 'How many features there are with these conditions. Absent when counting takes too long.',
    },
    always: false,
    type: 'integer',
  },
  'OGC-NumberReturned': {
    words: {
      sv: 'Hur många objekt svaret har. Inte på webbsidor.',
      en: 'How many features the answer has. Not on pages.',
    },
    always: false,
    type: 'integer',
  },
  Location: { words: { sv: 'Den andra adressen.', en: 'The other address.' }, always: true },
  ETag: {
    words: {
      sv: 'Svarets innehåll i kort form, att fråga om med `If-None-Match`.',
      en: 'The content in short, to be asked about with `If-None-Match`.',
    },
    always: true,
  },
  'Repr-Digest': {
    words: { sv: 'SHA-256 för hela filen (RFC 9530).', en: 'SHA-256 of the whole file (RFC 9530).' },
    always: true,
  },
  'Data-Version': { words: { sv: 'Filens dataversion.', en: 'Data version of the file.' }, always: true },
  'Retry-After': {
    words: { sv: 'Sekunder att vänta.', en: 'Seconds to wait.' },
    always: true,
    type: 'integer',
  },
  'Last-Modified': { words: { sv: 'När filen gjordes.', en: 'When the file was made.' }, always: true },
};

export function sharedHeaders(lang: Language): Record<string, Header> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, { words, always, type = 'string' }]) => [
      name,
      { description: words[lang], ...(always ? { required: true as const } : {}), schema: { type } },
    ]),
  );
}

/** The answer when all is well. Names of headers are those above. */
export function ok(
  description: string,
  content: Record<string, MediaType>,
  names: readonly (keyof typeof headers)[],
): Answer {
  return { description, headers: Object.fromEntries(names.map((name) => [name, ref('headers', name)])), content };
}

interface Refusal {
  header?: keyof typeof headers;
  words: Localized;
  examples: readonly (readonly [ProblemCode, Detail])[];
  /** False: told before anybody knows who asks, so never as a page. */
  page?: false;
}

const refusals: Record<string, Refusal> = {
  BadRequest: {
    words: {
      sv: 'En parameter är okänd eller fel. Svaret säger vilken.',
      en: 'A parameter is unknown or wrong. The answer tells which.',
    },
    examples: [
      ['unknown-parameter', { name: 'sida', known: 'f, lang' }],
      [
        'bad-parameter',
        { name: 'limit', value: '0', expected: { sv: 'ett heltal från 1', en: 'a whole number from 1' } },
      ],
    ],
  },
  NotFound: {
    words: { sv: 'Det finns inte.', en: 'It does not exist.' },
    examples: [
      ['no-such-feature', { id: '0', dataset: 'detaljplaner' }],
      ['no-such-dataset', { id: 'sjokort' }],
    ],
  },
  Gone: {
    words: {
      sv: 'Det fanns, men finns inte längre. Svaret säger när det togs bort och hur det såg ut.',
      en: 'It was there, but is gone. The answer tells when it went and what it was.',
    },
    examples: [
      ['feature-gone', { id: '0', dataset: 'detaljplaner', time: '2026-11-30T12:00:00Z', version: 12, href: '/' }],
    ],
  },
  TooLarge: {
    words: { sv: 'Formatet rymmer inte så mycket.', en: 'The format cannot hold so much.' },
    examples: [['file-too-large', {}]],
  },
  NoSuchRange: {
    words: { sv: 'Filen har inte de byte som `Range` ber om.', en: 'The file does not have the bytes of `Range`.' },
    examples: [['no-such-range', {}]],
  },
  HeadersTooLarge: {
    words: {
      sv: 'Adressen och huvudena är större än 16 kB tillsammans.',
      en: 'The address and the headers are larger than 16 kB together.',
    },
    examples: [['headers-too-large', {}]],
    page: false,
  },
  InternalError: {
    words: { sv: 'Ett fel hos oss.', en: 'An error on our side.' },
    examples: [['internal', {}]],
  },
  Unavailable: {
    words: {
      sv: 'Tjänsten är upptagen, frågan tog för lång tid eller databasen svarar inte. `Retry-After` säger när det är värt att försöka igen.',
      en: 'The service is busy, the question took too long or the database does not answer. `Retry-After` tells when to try again.',
    },
    header: 'Retry-After',
    examples: [['unavailable', {}]],
  },
};

/** The shared answers, for `components`. */
export function sharedAnswers(lang: Language): Record<string, Answer> {
  const notModified: Localized = { sv: 'Inget har ändrats sedan `ETag`.', en: 'Nothing has changed since `ETag`.' };
  const tidied: Localized = {
    sv: 'En webbläsare leds till samma adress utan tomma parametrar, och till sidor som går att läsa.',
    en: 'A browser is led to the same address without empty parameters, and to pages that can be read.',
  };
  return {
    NotModified: { description: notModified[lang] },
    Tidied: { description: tidied[lang], headers: { Location: ref('headers', 'Location') } },
    ...Object.fromEntries(
      Object.entries(refusals).map(([name, { words, header, examples, page = true }]) => [
        name,
        {
          description: words[lang],
          ...(header ? { headers: { [header]: ref('headers', header) } } : {}),
          content: {
            'application/problem+json': {
              schema: ref('schemas', 'Problem'),
              examples: Object.fromEntries(
                examples.map(([code, detail]) => [code, { value: problemDocument(problem(code, detail), lang).body }]),
              ),
            },
            ...(page ? { 'text/html': { schema: { type: 'string' } } } : {}),
          },
        },
      ]),
    ),
  };
}

/**
 * All that an operation answers. `missing`: its address may be that of nothing. `tidied`: browsers are led to a tidier
 * address, as everywhere in the OGC API but at its tiles.
 */
export function responses(
  good: Record<string, Answer | Ref>,
  { missing, tagged = true, tidied = false }: { missing: boolean; tagged?: boolean; tidied?: boolean },
): Record<string, Answer | Ref> {
  return {
    ...good,
    ...(tidied ? { 302: ref('responses', 'Tidied') } : {}),
    ...(tagged ? { 304: ref('responses', 'NotModified') } : {}),
    400: ref('responses', 'BadRequest'),
    ...(missing ? { 404: ref('responses', 'NotFound') } : {}),
    431: ref('responses', 'HeadersTooLarge'),
    500: ref('responses', 'InternalError'),
    503: ref('responses', 'Unavailable'),
  };
}
