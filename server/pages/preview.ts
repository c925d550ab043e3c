import type { Language } from '../http/language.ts';
import { type Html, html } from './html.ts';

/** What others show of a page that somebody links to. */
interface Preview {
  title: string;
  description: string;
  /** Of the page itself, absolute. */
  url: string;
  lang: Language;
  /** Address of a picture, absolute, of `previewSize` with two dots a pixel. */
  picture?: string | undefined;
}

/** Dots of the picture, as many as those who show links want. */
const dots = { width: 1200, height: 630 };
/** It is asked for with half as many pixels, twice as dense: shown small, its names can still be read. */
export const previewSize = { width: dots.width / 2, height: dots.height / 2 };

const locales: Record<Language, string> = { sv: 'sv_SE', en: 'en_GB' };

/** The same for all who read Open Graph, and for those who read Twitter's names only. */
export function previewTags({ title, description, url, lang, picture }: Preview): Html {
  return html`<meta property="og:type" content="website">
<meta property="og:site_name" content="Allmänning">
<meta property="og:locale" content="${locales[lang]}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:url" content="${url}">
${
  picture
    ? html`<meta property="og:image" content="${picture}">
<meta property="og:image:width" content="${dots.width}">
<meta property="og:image:height" content="${dots.height}">
<meta name="twitter:card" content="summary_large_image">
`
    : undefined
}`;
}
