import type { Language } from '../../http/language.ts';
import { formParameter, serviceParameter } from '../need-parameters.ts';
import { needWords } from './answer-words.ts';

/** The address of `/behov` with some parameters otherwise; undefined takes one away. */
export function addressWith(query: URLSearchParams, other: Readonly<Record<string, string | undefined>>): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(other)) {
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text === '' ? '/behov' : `/behov?${text}`;
}

/** A feature's own page. */
export function featureAddress(dataset: string, key: string): string {
  return `/geodata/v1/collections/${encodeURIComponent(dataset)}/items/${encodeURIComponent(key)}`;
}

/** The name of a file of the answer. */
export function fileName(query: URLSearchParams, extension: string): string {
  const service = query.get(serviceParameter.name);
  return `${['behov', ...(service === null ? [] : [service.replaceAll(/[^a-z0-9]/gi, '-')])].join('-')}.${extension}`;
}

/** The same in other forms. */
export function linksOf(query: URLSearchParams, lang: Language) {
  const link = (f: string, type: string, title: string) => ({
    ...{ href: addressWith(query, { [formParameter.name]: f, lang }), rel: 'alternate', type, title },
  });
  return [
    link('html', 'text/html', needWords.title[lang]),
    link('pdf', 'application/pdf', needWords.print[lang]),
    link('xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', needWords.workbook[lang]),
    link('csv', 'text/csv', 'CSV'),
  ];
}
