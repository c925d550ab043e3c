import type { Definition, Localized } from '../../datasets/definition.ts';
import { subjects } from '../../datasets/subjects.ts';
import type { Language } from '../../http/language.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import { formatDate, formatNumber } from '../../styles/format.ts';
import { isBackground, subjectOf } from '../../styles/layers.ts';
import { zoomOf } from '../frame.ts';
import { legendOf } from '../legend.ts';
import { makeScene } from '../scene.ts';
import type { AskedSheet } from './asked.ts';
import { dataWords } from './data-words.ts';
import type { SheetTask } from './draw-sheet.ts';
import { coordinate, gridOf } from './grid.ts';
import { mapAddress } from './map-address.ts';
import { qrOf } from './qr-code.ts';
import type { SheetWords } from './words.ts';

const texts = {
  scale: { sv: 'Skala 1:{scale}', en: 'Scale 1:{scale}' },
  printed: {
    sv: 'Skalan gäller på {paper} i verklig storlek (100 %)',
    en: 'To scale when printed on {paper} at 100 %',
  },
  date: { sv: 'Utskriven {date}', en: 'Printed {date}' },
  north: {
    sv: 'Geografisk norr enligt pilen, {angle}° från rutnätets',
    en: 'The arrow shows true north, {angle}° from grid north',
  },
  southWest: { sv: 'Sydvästra hörnet', en: 'South-west corner' },
  northEast: { sv: 'Nordöstra hörnet', en: 'North-east corner' },
  grid: { sv: 'Rutnät: {metres} m', en: 'Grid: {metres} m' },
  legend: { sv: 'Teckenförklaring', en: 'Legend' },
  data: { sv: 'Data', en: 'Data' },
  code: { sv: 'Öppna samma karta på nätet: {host}', en: 'Open the same map on the web: {host}' },
  continues: { sv: 'Fortsätter på sida 2', en: 'Continues on page 2' },
  further: { sv: '{title}, sida {page}', en: '{title}, page {page}' },
  notice: {
    sv: 'Kartan är ingen grund för beslut: den visar vägen till det som gäller, och kan sakna något eller ha fel.',
    en: 'The map is no basis for decisions: it shows the way to what applies, and may lack something or be wrong.',
  },
  example: {
    sv: 'Exempeldata: påhittat finns bland {titles}.',
    en: 'Example data: some of {titles} is invented.',
  },
  cut: {
    sv: 'Av {titles} finns fler här än vad som ritas: de viktigaste visas.',
    en: 'There is more of {titles} here than is drawn: the most important is shown.',
  },
  selection: { sv: 'Urval av {title}: {filter}', en: 'Selection of {title}: {filter}' },
  and: { sv: ' och ', en: ' and ' },
  map: { sv: 'Karta', en: 'Map' },
} as const satisfies Record<string, Localized>;

/** Reads all that a sheet shows and tells. `baseUrl`: where the map is. */
export async function makeSheet(
  service: OpenData,
  asked: AskedSheet,
  { baseUrl, query, now }: { baseUrl: string; query: URLSearchParams; now: Date },
): Promise<SheetTask> {
  const { sheet, content, frame, scale, output } = asked;
  const { definitions } = service.published;
  const { lang, theme } = content;
  const { scene, cut } = await makeScene(service, content, frame);
  const isShown = (definition: Definition) =>
    content.datasets.includes(definition.id) || (isBackground(definition) && hasRows(scene.sources[definition.id]));
  const data = await dataWords(service, definitions.filter(isShown), lang);
  const titleOf = (id: string) => definitions.find((one) => one.id === id)?.title[lang] ?? id;
  const address = mapAddress(baseUrl, query, asked);
  const grid = asked.withGrid ? gridOf(frame.box, scale, sheet.unit) : undefined;
  const title = asked.title ?? shownTitle(content.datasets, definitions, lang);
  const words: SheetWords = {
    title,
    text: asked.text,
    scale: texts.scale[lang].replace('{scale}', formatNumber(scale, lang, 0)),
    facts: facts(asked, grid?.step, now),
    notices: [
      texts.notice[lang],
      ...(data.invented.length > 0 ? [texts.example[lang].replace('{titles}', data.invented.join(', '))] : []),
      ...(cut.length > 0 ? [texts.cut[lang].replace('{titles}', cut.map(titleOf).join(', '))] : []),
    ],
    credit: data.credit,
    legend: texts.legend[lang],
    dataTitle: texts.data[lang],
    data: [...selections(asked, query, titleOf), ...data.paragraphs],
    code: texts.code[lang].replace('{host}', new URL(baseUrl).host),
    continues: texts.continues[lang],
    further: texts.further[lang].replace('{title}', title),
  };
  return {
    scene,
    plan: { sheet, lang, scale, trueNorth: asked.trueNorth, grid, qr: qrOf(address), words },
    legends: await legendOf(service, content, zoomOf(frame)),
    look: { isDark: theme === 'dark', isGrey: theme === 'grey' },
    author: data.owners.join(', '),
    output,
  };
}

function hasRows(rows: { properties: readonly string[] } | undefined): boolean {
  return rows !== undefined && rows.properties.length > 0;
}

/** The subjects that are on: what a map without a title is called. */
function shownTitle(datasets: readonly string[], definitions: readonly Definition[], lang: Language): string {
  const titles = new Set(
    definitions
      .filter(({ id }) => datasets.includes(id))
      .map((one) => subjects.find(({ id }) => id === subjectOf(one))?.title[lang] ?? one.title[lang]),
  );
  const [first, ...others] = titles;
  if (first === undefined) return texts.map[lang];
  const lower = others.map((title) => title.charAt(0).toLocaleLowerCase(lang) + title.slice(1));
  const last = lower.pop();
  return last === undefined ? first : [first, ...lower].join(', ') + texts.and[lang] + last;
}

function facts(
  { frame, content: { lang }, sheet, trueNorth }: AskedSheet,
  step: number | undefined,
  now: Date,
): string[] {
  const { crs, box } = frame;
  const [west, south, east, north] = box;
  const angle = formatNumber(Math.abs(trueNorth), lang, 1, 1);
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(now);
  const corner = (words: Localized, up: number, right: number) =>
    `${words[lang]}: N ${coordinate(up)}, E ${coordinate(right)}`;
  return [
    `${crs.title[lang]} (EPSG:${crs.srid})`,
    ...(step === undefined
      ? [corner(texts.southWest, south, west), corner(texts.northEast, north, east)]
      : [texts.grid[lang].replace('{metres}', formatNumber(step, lang, 0))]),
    texts.north[lang].replace('{angle}', angle),
    texts.printed[lang].replace('{paper}', sheet.paper),
    texts.date[lang].replace('{date}', formatDate(day, lang)),
  ];
}

function selections({ content }: AskedSheet, query: URLSearchParams, titleOf: (id: string) => string): string[] {
  return [...content.filters.keys()].map((dataset) =>
    texts.selection[content.lang]
      .replace('{title}', titleOf(dataset))
      .replace('{filter}', query.get(`urval.${dataset}`) ?? ''),
  );
}
