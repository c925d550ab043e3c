import type { Localized } from '../../http/language.ts';
import type { Grouping } from '../need/catchments.ts';
import { isTriedIn } from '../need/tried.ts';
import type { NeedAnswer } from './question.ts';

/** What pages, sheets and workbooks of the need of places say in the same words. */
export const needWords = {
  title: { sv: 'Räcker platserna?', en: 'Are there enough places?' },
  lead: {
    sv: 'Behovet av platser i skola, förskola och omsorg mot de platser som finns och är på väg.',
    en: 'The need of places in schools, preschools and care against the places that there are and will be.',
  },
  forecast: { sv: 'Prognos', en: 'Forecast' },
  service: { sv: 'Tjänst', en: 'Service' },
  all: { sv: 'Alla', en: 'All' },
  whole: { sv: 'Hela kommunen', en: 'The whole municipality' },
  area: { sv: 'Område', en: 'Area' },
  year: { sv: 'År', en: 'Year' },
  need: { sv: 'Behov', en: 'Need' },
  capacity: { sv: 'Platser', en: 'Places' },
  balance: { sv: 'Över eller under', en: 'Over or under' },
  short: { sv: 'Räcker inte från', en: 'Not enough from' },
  missing: { sv: 'Saknas då', en: 'Missing then' },
  worst: { sv: 'Saknas som mest', en: 'Missing at most' },
  enough: { sv: 'räcker till {year}', en: 'enough until {year}' },
  unknown: { sv: 'okänt', en: 'not known' },
  made: { sv: 'Så är behovet räknat', en: 'How the need is reckoned' },
  supply: { sv: 'Platserna', en: 'The places' },
  from: { sv: 'Från', en: 'From' },
  till: { sv: 'Till och med', en: 'Until the end of' },
  project: { sv: 'projekt', en: 'project' },
  units: { sv: '{count} × {each}', en: '{count} × {each}' },
  noSupply: { sv: 'Inga platser.', en: 'No places.' },
  rates: { sv: 'Behovstal', en: 'Rates' },
  ages: { sv: 'Ålder', en: 'Ages' },
  rate: { sv: 'Platser per person', en: 'Places for each person' },
  since: { sv: 'Gäller från', en: 'Applies from' },
  source: { sv: 'Underlag', en: 'Based on' },
  tried: { sv: 'provat, i tabellen {value}', en: 'tried, {value} in the table' },
  triedNote: {
    sv: 'Det här är ett prov: några behovstal är andra än kommunens.',
    en: 'This is a trial: some rates are others than those of the municipality.',
  },
  withoutProjects: { sv: 'Platser som projekt ger är inte med.', en: 'Places that projects bring are left out.' },
  know: { sv: 'Bra att veta', en: 'Good to know' },
  rounded: {
    sv: 'Antalet personer är avrundat för att ingen ska kunna pekas ut. En brist på några få platser kan vara avrundning.',
    en: 'The numbers of people are rounded so that nobody can be pointed out. A lack of a few places may be rounding.',
  },
  publicOnly: {
    sv: 'Bara lokaler som är publika räknas. Har kommunen boenden vars plats är skyddad är de inte med, och bristen i verkligheten mindre.',
    en: 'Only premises that are public count. If the municipality has homes whose place is protected, they are left out, and the real lack is smaller.',
  },
  projectsNote: {
    sv: 'Projekt räknas från det år då de första flyttar in. Lokaler som redan står i lokalregistret räknas inte en gång till.',
    en: 'Projects count from the year in which the first people move in. Premises that are in the register already are not counted again.',
  },
  open: { sv: 'Öppna', en: 'Open' },
  show: { sv: 'Visa', en: 'Show' },
  grouping: { sv: 'Räkna', en: 'Reckon' },
  usual: { sv: 'som tjänsten brukar', en: 'as is usual for the service' },
  byArea: { sv: 'område för område', en: 'area by area' },
  byWhole: { sv: 'hela kommunen tillsammans', en: 'the whole municipality together' },
  wholeNote: {
    sv: 'Räknat för hela kommunen tillsammans.',
    en: 'Reckoned for the whole municipality together.',
  },
  withProjects: { sv: 'Platser från projekt', en: 'Places from projects' },
  with: { sv: 'med', en: 'with' },
  without: { sv: 'utan', en: 'without' },
  map: { sv: 'På kartan', en: 'On the map' },
  print: { sv: 'Blad att skriva ut (PDF)', en: 'Sheet to print (PDF)' },
  workbook: { sv: 'Excel med formler', en: 'Excel with formulas' },
  nothing: {
    sv: 'Det finns ingen befolkningsprognos eller inga behovstal att räkna med.',
    en: 'There is no population forecast or no rates to reckon with.',
  },
} satisfies Record<string, Localized>;

/** What the reader has to know of the numbers. */
export function notesOf({ question, basis }: NeedAnswer, lang: keyof Localized): string[] {
  const { chosen } = question;
  return [
    ...(isTriedIn(basis.rates, chosen.tried) ? [needWords.triedNote[lang]] : []),
    ...(chosen.projects ? [needWords.projectsNote[lang]] : [needWords.withoutProjects[lang]]),
    needWords.publicOnly[lang],
    needWords.rounded[lang],
  ];
}

export function groupingNote({ kind }: Grouping, lang: keyof Localized): string | undefined {
  return kind === 'whole' ? needWords.wholeNote[lang] : undefined;
}
