import type { Phase } from '../datasets/here.ts';
import type { Localized } from '../http/language.ts';

/** What the overview says, on its page and in its document. */

export const overviewWords = {
  title: { sv: 'Läget', en: 'Overview' },
  lead: {
    sv: 'Vad som är beslutat, på gång och önskat i hela kommunen, räknat ur de data som är publika {day}. Interna projekt räknas inte med.',
    en: 'What is decided, under way and wished for in the whole municipality, counted from the data that are public on {day}. Internal projects are not counted.',
  },
  examples: {
    sv: 'Bland siffrorna finns påhittade exempeldata.',
    en: 'There are invented example data among the figures.',
  },
  ask: { sv: 'Vad ska sidan visa?', en: 'What should the page show?' },
  sinceLabel: { sv: 'Förändringar sedan', en: 'Changes since' },
  untilLabel: { sv: 'Till och med år', en: 'Until the year' },
  show: { sv: 'Visa', en: 'Show' },
  print: {
    sv: 'Skriv ut med webbläsaren: varje avsnitt börjar på ett nytt blad.',
    en: 'Print it with the browser: each part begins on a new sheet.',
  },
  readiness: { sv: 'Bostäder som väntas', en: 'Dwellings to come' },
  readinessLead: {
    sv: 'Bostäder som inte är byggda än, efter hur säkra de är. Ett projekt räknas efter det som är minst säkert: hur långt det har kommit, eller planerna som det bygger på.',
    en: 'Dwellings not yet built, by how sure they are. A project counts by what is least sure: how far it has come, or the plans that it builds on.',
  },
  sureness: { sv: 'Hur säkert', en: 'How sure' },
  dwellings: { sv: 'Bostäder', en: 'Dwellings' },
  projects: { sv: 'Projekt', en: 'Projects' },
  project: { sv: 'Projekt', en: 'Project' },
  list: { sv: 'lista', en: 'list' },
  map: { sv: 'karta', en: 'map' },
  all: { sv: 'Tillsammans', en: 'In all' },
  byYear: { sv: 'Bostäder år för år', en: 'Dwellings year by year' },
  byYearLead: {
    sv: 'Efter det år då de blir färdiga enligt projekten. Ju längre fram och ju mindre säkert, desto mer kan ändras.',
    en: 'By the year in which they are finished as the projects say. The farther ahead and the less sure, the more may change.',
  },
  year: { sv: 'År', en: 'Year' },
  target: { sv: 'Mål', en: 'Target' },
  withoutYear: {
    sv: '{count} bostäder till väntas, utan att något år är sagt.',
    en: '{count} more dwellings are expected without any year.',
  },
  meanOfTarget: {
    sv: 'Målet är {target} bostäder {years}. Det som är beslutat ger {decided}, allt som väntas ger {all}.',
    en: 'The target is {target} dwellings {years}. What is decided gives {decided}, all that is expected gives {all}.',
  },
  late: { sv: 'Efter sin egen tidplan', en: 'Behind their own schedule' },
  notBegun: {
    sv: '{count} projekt skulle ha börjat byggas före {year} men har inte gjort det',
    en: '{count} projects were to begin construction before {year} and have not',
  },
  notFinished: {
    sv: '{count} projekt skulle ha varit klara före {year} men är inte det',
    en: '{count} projects were to be finished before {year} and are not',
  },
  premises: { sv: 'Lokaler som projekten ger', en: 'Premises that the projects bring' },
  premisesLead: {
    sv: 'Efter det år då inflyttningen börjar.',
    en: 'By the year in which people begin to move in.',
  },
  noYear: { sv: 'inget år sagt', en: 'no year said' },
  steps: { sv: '{title}: hur långt de har kommit', en: '{title}: how far they have come' },
  step: { sv: 'Steg', en: 'Step' },
  count: { sv: 'Antal', en: 'Count' },
  durations: { sv: 'Hur lång tid stegen tar', en: 'How long the steps take' },
  durationsLead: {
    sv: 'Månader mellan två steg, för dem som kom till det senare under de senaste tio åren. Hälften ligger mellan de två yttre talen.',
    en: 'Months between two steps, of those that came to the later one in the last ten years. Half of them lie between the outer numbers.',
  },
  from: { sv: 'Från', en: 'From' },
  until: { sv: 'Till', en: 'To' },
  median: { sv: 'Mitten (median), månader', en: 'Middle (median), months' },
  middle: { sv: 'Hälften ligger mellan', en: 'Half lie between' },
  growth: { sv: 'Var kommunen växer, och på vad', en: 'Where the municipality grows, and on what' },
  growthLead: {
    sv: 'Prognosens folkmängd {from} och {until}, och de bostäder som projekten ska ge dessa år. Ett projekt räknas till det område där det mesta av det ligger.',
    en: 'The forecast’s population {from} and {until}, and the dwellings that the projects are to give in those years. A project counts to the area in which most of it lies.',
  },
  area: { sv: 'Område', en: 'Area' },
  change: { sv: 'Ändring', en: 'Change' },
  carriedBy: { sv: 'Bärs av', en: 'Carried by' },
  nothingCarries: {
    sv: 'växer utan bostäder i något projekt',
    en: 'grows without dwellings in any project',
  },
  more: { sv: 'och {count} till', en: 'and {count} more' },
  places: { sv: 'Var platserna tar slut först', en: 'Where places run short first' },
  why: { sv: 'Hur det räknas, område för område', en: 'How it is reckoned, area by area' },
  since: { sv: 'Vad som har hänt sedan {day}', en: 'What has happened since {day}' },
  sinceFirst: {
    sv: 'Historiken börjar senare än så: här står allt sedan den började.',
    en: 'The history begins later than that: this is all since it began.',
  },
  noHistory: { sv: 'Historiken är inte sparad.', en: 'The history is not kept.' },
  nothing: { sv: 'Inget.', en: 'Nothing.' },
  counts: {
    sv: '{added} nya, {changed} ändrade, {removed} borttagna.',
    en: '{added} new, {changed} changed, {removed} removed.',
  },
  added: { sv: 'ny', en: 'new' },
  changed: { sv: 'ändrad', en: 'changed' },
  removed: { sv: 'borttagen', en: 'removed' },
  others: { sv: '{count} andra uppgifter', en: '{count} other values' },
  whole: { sv: 'Alla ändringar', en: 'All changes' },
  people: { sv: 'Folkmängd {year}', en: 'Population {year}' },
  none: { sv: 'Inga projekt.', en: 'No projects.' },
} satisfies Record<string, Localized>;

export const surenessWords: Readonly<Record<Phase, Localized>> = {
  done: { sv: 'Byggt', en: 'Built' },
  decided: { sv: 'Planen gäller', en: 'The plan applies' },
  process: { sv: 'På gång', en: 'Under way' },
  wished: { sv: 'Bara idé', en: 'Only an idea' },
};
