import { type Language, languageOf } from '../../http/language.ts';

/** A request by key and value pairs (WMS 1.3.0 §6.8): names in any case, values as they are. */
export interface Query {
  /** Undefined where it is absent or empty, which is the same (§6.8.2). */
  get(name: string): string | undefined;
  /** Values with commas between; an empty one is kept, for it stands for its place. None where the parameter is absent. */
  list(name: string): string[];
  isEmpty: boolean;
}

/** Of several with one name the first counts. What we do not know is nobody's fault (§6.8.1): clients add their own. */
export function readQuery(parameters: URLSearchParams): Query {
  const values = new Map<string, string>();
  for (const [name, value] of parameters) {
    const upper = name.toUpperCase();
    if (!values.has(upper)) values.set(upper, value);
  }
  const get = (name: string) => values.get(name)?.trim() || undefined;
  return {
    get,
    list: (name) =>
      get(name)
        ?.split(',')
        .map((part) => part.trim()) ?? [],
    isEmpty: values.size === 0,
  };
}

export type Version = '1.3.0' | '1.1.1';

/**
 * The version that is spoken (§6.2.4): what was asked for, else the next lower that there is, else the lowest. A map that names
 * its system by SRS is of 1.1.1.
 */
export function versionOf(query: Query): Version {
  const asked = query.get('VERSION') ?? query.get('WMTVER');
  if (asked === undefined) return query.get('SRS') !== undefined && query.get('CRS') === undefined ? '1.1.1' : '1.3.0';
  const [major = 0, minor = 0] = asked.split('.').map(Number);
  return major > 1 || (major === 1 && minor >= 3) ? '1.3.0' : '1.1.1';
}

/** `LANGUAGE=swe` as INSPIRE has it, `lang=sv` as the rest of the service, else what the reader's program wishes. */
export function languageIn(query: Query, headers: Parameters<typeof languageOf>[0]['headers']): Language {
  const asked = (query.get('LANGUAGE') ?? query.get('LANG'))?.toLowerCase();
  if (asked?.startsWith('sv') || asked === 'swe') return 'sv';
  if (asked?.startsWith('en')) return 'en';
  return languageOf({ headers, url: '' });
}
