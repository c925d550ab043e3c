import type { Language } from '../http/language.ts';
import type { Answer } from './answer.ts';
import { areaParameter, type Form, forms, objectParameter, pointParameter, withinParameter } from './parameters.ts';
import type { Question } from './question.ts';

/** Where an answer, what it tells of, and the same on the map are found. */

export interface HereLink {
  href: string;
  rel: string;
  type: string;
  title: string;
}

interface Site {
  /** Without a slash at the end. */
  baseUrl: string;
  lang: Language;
}

const mediaTypes: Readonly<Record<Form, string>> = {
  html: 'text/html',
  json: 'application/json',
  pdf: 'application/pdf',
};

const titles = {
  html: { sv: 'Webbsida', en: 'Page' },
  json: { sv: 'JSON', en: 'JSON' },
  pdf: { sv: 'PDF att skriva ut eller spara', en: 'PDF to print or save' },
  permanent: { sv: 'Länk som alltid svarar så här', en: 'Link that always answers like this' },
  map: { sv: 'Samma plats på kartan', en: 'The same place on the map' },
} as const;

/** The question as the query of an address, readable. */
export function queryOf(question: Question, more: Readonly<Record<string, string | number | undefined>> = {}): string {
  const [name, value] = asked(question);
  const parts = Object.entries({ [name]: value, ...more });
  return parts
    .filter(([, one]) => one !== undefined)
    .map(([key, one]) => `${key}=${encodeURIComponent(String(one)).replaceAll('%2C', ',').replaceAll('%2F', '/')}`)
    .join('&');
}

function asked(question: Question): [string, string] {
  switch (question.kind) {
    case 'point':
      return [pointParameter.name, question.point.join()];
    case 'area':
      return [areaParameter.name, JSON.stringify(question.area)];
    case 'object':
      return [objectParameter.name, `${question.dataset}/${question.key}`];
  }
}

/** `self`, the other forms, and the lasting address: what is answered now it answers always. */
export function linksOf(answer: Answer, form: Form, { baseUrl, lang }: Site): HereLink[] {
  const { question, within, number, day, isPast } = answer;
  const way = { [withinParameter.name]: within, ...(isPast ? { 'as-of': number, dag: day } : {}), lang };
  const link = (f: Form): HereLink => ({
    href: `${baseUrl}/har?${queryOf(question, { ...way, f })}`,
    rel: f === form ? 'self' : 'alternate',
    type: mediaTypes[f],
    title: titles[f][lang],
  });
  return [
    ...forms.map(link),
    {
      href: permanentLink(answer, { baseUrl, lang }),
      rel: 'permalink',
      type: mediaTypes.html,
      title: titles.permanent[lang],
    },
    { href: `${baseUrl}${mapPath(question, lang)}`, rel: 'related', type: mediaTypes.html, title: titles.map[lang] },
  ];
}

export function permanentLink({ question, within, number, day }: Answer, { baseUrl, lang }: Site): string {
  return `${baseUrl}/har?${queryOf(question, { [withinParameter.name]: within, 'as-of': number, dag: day, lang })}`;
}

/** The map with the same question open (web/state/url.ts reads it). */
function mapPath(question: Question, lang: Language): string {
  if (question.kind === 'object') return `/?valt=${question.dataset}/${encodeURIComponent(question.key)}&lang=${lang}`;
  if (question.kind === 'point') {
    const [longitude, latitude] = question.point;
    return `/?har=${longitude},${latitude}&lang=${lang}#16/${latitude}/${longitude}`;
  }
  return `/?lang=${lang}`;
}

/** A feature as open data. */
export function featurePath(dataset: string, key: string): string {
  return `/geodata/v1/collections/${dataset}/items/${encodeURIComponent(key)}`;
}

export function mediaTypeOf(form: Form): string {
  return mediaTypes[form];
}
