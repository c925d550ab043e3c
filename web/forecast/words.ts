import { lang } from '../state/state.ts';

const sv = {
  whole: 'Hela kommunen {year}',
  wholeNote: 'områdena tillsammans',
  asDots: 'Färgerna visas som prickar, så att det som ligger under syns.',
  outside: 'Inget av prognosens områden syns här. Flytta kartan eller zooma ut.',
  noFigures: 'Områdena har inga siffror än.',
  version: 'Prognos',
  scenario: 'Scenario',
  own: 'Eget mått: {title}',
  read: 'Läs prognosen i diagram',
  readArea: 'Läs prognosen för området',
};

const en: typeof sv = {
  whole: 'The whole municipality {year}',
  wholeNote: 'the areas together',
  asDots: 'The colours are shown as dots, so that what lies below can be seen.',
  outside: 'None of the areas of the forecast is in view. Move the map or zoom out.',
  noFigures: 'The areas have no figures yet.',
  version: 'Forecast',
  scenario: 'Scenario',
  own: 'Own measure: {title}',
  read: 'Read the forecast in charts',
  readArea: 'Read the forecast of the area',
};

export const forecastWords = () => ({ sv, en })[lang.value];
