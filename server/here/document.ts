import type { Answer } from './answer.ts';
import { featurePath, type HereLink } from './links.ts';
import type { HereAnswer } from './shape.ts';
import type { Told } from './told.ts';
import { placeInWords, standingWords, titleOf } from './words.ts';

interface Around {
  notices: readonly string[];
  links: readonly HereLink[];
  site: { baseUrl: string; lang: 'sv' | 'en' };
}

/** The document as JSON text. Properties go as the database wrote them, so numbers keep all their digits. */
export function documentText(answer: Answer, { notices, links, site }: Around): string {
  const { question, place, within, number, day, isPast, datasets, leftOut, told } = answer;
  const { lang, baseUrl } = site;
  const head = {
    title: titleOf(question, told[0]?.name, lang),
    question: {
      kind: question.kind,
      text: placeInWords(place, lang),
      centre: [...place.centre],
      bounds: [...place.bounds],
      area: place.area,
      within,
    },
    state: {
      ...{ number, day, isPast },
      datasets: datasets.map(({ subject: _subject, ...one }) => one),
      leftOut: leftOut.map(({ id, title }) => ({ id, title: title[lang] })),
    },
  };
  const answers = told.map((one) => {
    const { properties: _properties, json, ...rest } = one;
    const shape = answerOf({ ...rest, json, properties: {} }, lang, baseUrl);
    return `${JSON.stringify(shape).slice(0, -1)},"properties":${json}}`;
  });
  const tail = JSON.stringify({ notices, links }).slice(1);
  return `${JSON.stringify(head).slice(0, -1)},"answers":[${answers.join(',\n')}],${tail}\n`;
}

function answerOf(told: Told, lang: 'sv' | 'en', baseUrl: string): Omit<HereAnswer, 'properties'> {
  const { dataset, title, subject, key, name, subtitle, isExample, isThere, where, direction, shares, progress } = told;
  return {
    ...{ dataset, datasetTitle: title, subject, key, name },
    ...(subtitle === undefined ? {} : { subtitle }),
    ...(told.standing ? { standing: told.standing, standingText: standingWords[told.standing][lang] } : {}),
    ...{ example: isExample, isThere, where },
    distance: Number(told.distance.toFixed(2)),
    ...(direction === undefined ? {} : { direction: Number(direction.toFixed(1)) }),
    ...(shares ? { shares } : {}),
    ...(progress ? { way: progress } : {}),
    values: told.values.map(({ field, text: value }) => ({ name: field.name, title: field.title, text: value })),
    series: told.series,
    related: told.related.map(({ features, ...kind }) => ({
      ...kind,
      features: features.map((one) => ({ ...one, href: `${baseUrl}${featurePath(kind.dataset, one.key)}` })),
    })),
    contact: told.contact,
    href: `${baseUrl}${featurePath(dataset, key)}`,
  };
}
