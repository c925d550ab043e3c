import type { Language } from '../../http/language.ts';

/** Where the service is asked, and in which language. */
export interface Place {
  baseUrl: string;
  lang: Language;
}
