import type { Localized } from '../../datasets/definition.ts';
import { defaultLimit, mostFeatures, mostSkipped, systems } from '../../features/index.ts';
import type { Language } from '../../http/language.ts';
import type { Parameter } from './parts.ts';

/** How values stand in the query: with commas between (OGC API – Features Part 1 §7.15). */
export const list = { style: 'form', explode: false } as const;
const crsSchema = { type: 'string', format: 'uri', enum: systems.map(({ uri }) => uri), default: systems[0]?.uri };

/** Parameters that are the same wherever they are, for `components`. */
export function sharedParameters(lang: Language): Record<string, Parameter> {
  const all: Record<string, Omit<Parameter, 'description'> & { description: Localized }> = {
    lang: {
      name: 'lang',
      in: 'query',
      description: {
        sv: 'Språk för texterna. Utan den gäller `Accept-Language`, annars svenska.',
        en: 'Language of the texts. Without it `Accept-Language` decides, else Swedish.',
      },
      schema: { type: 'string', enum: ['sv', 'en'] },
      example: 'en',
    },
    limit: {
      name: 'limit',
      in: 'query',
      description: {
        sv: 'Högst så många objekt i svaret. Länken `next` leder till resten. Mer än det största räknas som det största.',
        en: 'At most so many features in the answer. The `next` link leads to the rest. More than the most counts as the most.',
      },
      ...list,
      schema: { type: 'integer', minimum: 1, maximum: mostFeatures, default: defaultLimit },
      example: 5,
    },
    offset: {
      name: 'offset',
      in: 'query',
      description: {
        sv: 'Hoppa över så många objekt. Länken `next` är säkrare och lika snabb på varje sida.',
        en: 'Pass over so many features. The `next` link is safer, and as fast on every page.',
      },
      schema: { type: 'integer', minimum: 0, maximum: mostSkipped, default: 0 },
      example: 0,
    },
    cursor: {
      name: 'cursor',
      in: 'query',
      description: {
        sv: 'Var sidan börjar: följ länken `next` i stället för att skriva den själv.',
        en: 'Where the page begins: follow the `next` link instead of writing it yourself.',
      },
      schema: { type: 'string' },
    },
    crs: {
      name: 'crs',
      in: 'query',
      description: {
        sv: 'Koordinatsystem för svaret, med axelordningen enligt systemet (SWEREF 99: nord, öst). Svaret säger det i `Content-Crs`.',
        en: 'Coordinate system of the answer, in the system’s own axis order (SWEREF 99: north, east). The answer tells it in `Content-Crs`.',
      },
      schema: crsSchema,
      example: 'http://www.opengis.net/def/crs/EPSG/0/3006',
    },
    'bbox-crs': {
      name: 'bbox-crs',
      in: 'query',
      description: {
        sv: 'Koordinatsystem för `bbox`. Utan den: WGS 84, longitud och latitud.',
        en: 'Coordinate system of `bbox`. Without it: WGS 84, longitude and latitude.',
      },
      schema: crsSchema,
      example: systems[0]?.uri,
    },
    'filter-crs': {
      name: 'filter-crs',
      in: 'query',
      description: {
        sv: 'Koordinatsystem för koordinater i `filter`. Utan den: WGS 84, longitud och latitud.',
        en: 'Coordinate system of coordinates in `filter`. Without it: WGS 84, longitude and latitude.',
      },
      schema: crsSchema,
      example: systems[0]?.uri,
    },
    'filter-lang': {
      name: 'filter-lang',
      in: 'query',
      description: {
        sv: 'Språk som `filter` är skrivet på: CQL2 som text eller som JSON. Utan den är det som börjar med `{` JSON.',
        en: 'Language that `filter` is written in: CQL2 as text or as JSON. Without it what begins with `{` is JSON.',
      },
      schema: { type: 'string', enum: ['cql2-text', 'cql2-json'] },
      example: 'cql2-text',
    },
  };
  const described = Object.fromEntries(
    Object.entries(all).map(([name, parameter]) => [name, { ...parameter, description: parameter.description[lang] }]),
  );
  return { ...described, filter: plainFilter(lang) };
}

export function plainFilter(lang: Language): Parameter {
  return {
    name: 'filter',
    in: 'query',
    description: {
      sv: 'Villkor i CQL2. Fälten som går att fråga om finns i `queryables`.',
      en: 'Condition in CQL2. The fields that can be asked about are in `queryables`.',
    }[lang],
    schema: { type: 'string' },
  };
}
