import packageFile from '../../../package.json' with { type: 'json' };
import { type Definition, licences } from '../../datasets/definition.ts';
import type { Organisations } from '../../datasets/organisations.ts';
import { mostFeatures } from '../../features/index.ts';
import { apiUrl, type Place } from '../links.ts';

/** Who the API is and what can be counted on: `info`, as DIGG's REST API profile 1.2 wants it (DOK.03–DOK.11). */
export function info(definitions: readonly Definition[], organisations: Organisations, place: Place): object {
  const { baseUrl, lang } = place;
  const keeper = organisations.gis ?? organisations.kommun;
  return {
    title: { sv: 'Öppna geodata', en: 'Open geodata' }[lang],
    version: packageFile.version,
    description: description(place),
    ...(keeper
      ? { contact: { name: keeper.name, url: baseUrl, ...(keeper.email ? { email: keeper.email } : {}) } }
      : {}),
    license: licence(definitions, place),
    'x-sla': {
      availability: {
        sv: `Ingen tid är utlovad. Läget just nu: ${baseUrl}/health/ready`,
        en: `No time is promised. The state now: ${baseUrl}/health/ready`,
      }[lang],
      responseTime: { sv: 'Ingen tid är utlovad.', en: 'No time is promised.' }[lang],
      support: keeper?.email ?? keeper?.name ?? baseUrl,
    },
    'x-limitations': limitations[lang],
  };
}

const limitations = {
  sv: [
    `\`limit\` är högst ${mostFeatures} objekt; en sida som blir mycket stor tar slut tidigare. Länken \`next\` leder alltid vidare.`,
    'En fråga som tar för lång tid avbryts med 503 och `Retry-After`.',
    'Avvikelser från DIGG:s REST API-profil: `limit` är 10 om inget sägs och sidor nås med `next` i stället för med `page` (OGC API – Features), och några av standardens adresser och parametrar har versaler eller bindestreck.',
  ],
  en: [
    `\`limit\` is at most ${mostFeatures} features; a page that becomes very large ends earlier. The \`next\` link always leads on.`,
    'A question that takes too long is ended with 503 and `Retry-After`.',
    'Departures from the Swedish REST API profile: `limit` is 10 when nobody says, pages are reached by `next` instead of by `page` (OGC API – Features), and some addresses and parameters of the standard have capitals or hyphens.',
  ],
};

function description(place: Place): string {
  const other = `${apiUrl(place, '/api')}?f=json&lang=${place.lang === 'sv' ? 'en' : 'sv'}`;
  const paragraphs = {
    sv: [
      'Kommunens geodata, fritt för alla att använda. Ingen nyckel, ingen avgift, och anrop från vilken webbsida som helst.',
      'Följer OGC API – Features. Koordinater är longitud och latitud (WGS 84) om inget annat sägs med `crs`. Fel kommer som `application/problem+json` (RFC 9457). Svar har `ETag`: fråga med `If-None-Match` och få 304 när inget har ändrats.',
      `Begränsningar: ${limitations.sv.join(' ')}`,
      `[This document in English](${other})`,
    ],
    en: [
      'The municipality’s geodata, free for everybody. No key, no fee, and open to calls from any web page.',
      'Follows OGC API – Features. Coordinates are longitude and latitude (WGS 84) unless `crs` says otherwise. Errors are `application/problem+json` (RFC 9457). Answers have an `ETag`: ask with `If-None-Match` and get 304 when nothing has changed.',
      `Limitations: ${limitations.en.join(' ')}`,
      `[Det här dokumentet på svenska](${other})`,
    ],
  };
  return paragraphs[place.lang].join('\n\n');
}

/** The licence that all datasets have; where they differ each collection tells its own. */
function licence(definitions: readonly Definition[], place: Place): { name: string; url: string } {
  const names = [...new Set(definitions.map((definition) => definition.licence))];
  const [only] = names;
  return only && names.length === 1
    ? { name: only, url: licences[only] }
    : { name: names.join(', '), url: apiUrl(place, '/collections') };
}
