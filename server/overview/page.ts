import { type Html, html, layout, type OtherForm, type Visit } from '../pages/index.ts';
import { formatDate } from '../styles/format.ts';
import { dwellingsPart, premisesPart } from './building-page.ts';
import { growthPart } from './growth-page.ts';
import type { Overview } from './overview.ts';
import { placesPart } from './places-page.ts';
import { sincePart } from './since-page.ts';
import { stepsPart } from './steps-page.ts';
import { overviewWords as words } from './words.ts';

/** The overview for people: four parts, each a sheet of its own in print. */
export function overviewPage(visit: Visit, overview: Overview, forms: readonly OtherForm[]): Html {
  const { lang } = visit;
  const { asked } = overview;
  const lead = words.lead[lang].replace('{day}', formatDate(asked.day, lang));
  const main = html`<p class="lead">${lead}${overview.hasExamples ? html` <strong>${words.examples[lang]}</strong>` : undefined}</p>
${form(visit, overview)}
<section class="sheet">
${overview.building.map((one) => dwellingsPart(visit, one, asked))}
${placesPart(visit, overview)}
</section>
<section class="sheet">
${overview.building.map((one) => premisesPart(visit, one, asked))}
${growthPart(visit, overview)}
</section>
<section class="sheet">
${overview.ways.map((one) => stepsPart(visit, one))}
</section>
<section class="sheet">
${sincePart(visit, overview)}
</section>`;
  return layout(visit, { title: words.title[lang], above: [], description: lead, main, forms });
}

function form({ lang, url }: Visit, { asked }: Overview): Html {
  return html`<form class="ask" method="get" action="${url.pathname}" aria-label="${words.ask[lang]}">
${url.searchParams.has('lang') ? html`<input type="hidden" name="lang" value="${lang}">` : undefined}
<p class="field"><label for="sedan">${words.sinceLabel[lang]}</label><input id="sedan" name="sedan" type="date" value="${asked.since}" max="${asked.day}"></p>
<p class="field"><label for="till">${words.untilLabel[lang]}</label><input id="till" name="till" type="number" value="${asked.until}" min="${asked.day.slice(0, 4)}"></p>
<p><button type="submit" class="plain-button">${words.show[lang]}</button></p>
</form>
<p class="quiet screen-only">${words.print[lang]}</p>`;
}
