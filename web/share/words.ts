import { computed } from '@preact/signals';
import { lang } from '../state/state.ts';

/** The texts of sharing and bookmarks in both languages. */

const sv = {
  title: 'Dela',
  what: 'Länken öppnar kartan som du ser den nu: plats, ämnen, urval, år och det som är valt.',
  link: 'Länk till kartan',
  mail: 'Skicka med e-post',
  send: 'Dela med en app …',
  subject: 'Karta: {what}',
  code: 'QR-kod att läsa av med en telefon',
  tooLong: 'Länken är för lång för en QR-kod. Ta bort urval eller ritat, så får den plats.',
  embed: 'Kod för en webbsida',
  bookmarks: 'Bokmärken',
  kept: 'Bokmärken finns bara i den här webbläsaren.',
  name: 'Namn på bokmärket',
  keep: 'Spara bokmärke',
  remove: 'Ta bort',
  notKept: 'Webbläsaren låter inte sidan spara bokmärken.',
  none: 'Du har inga bokmärken än.',
  missing: 'Länken visar också {what}, som inte finns längre. Resten av kartan är som den var tänkt.',
  close: 'Stäng',
};

type Words = typeof sv;

const en: Words = {
  title: 'Share',
  what: 'The link opens the map as you see it now: place, subjects, selection, year and what is chosen.',
  link: 'Link to the map',
  mail: 'Send by mail',
  send: 'Share with an app …',
  subject: 'Map: {what}',
  code: 'QR code to read with a phone',
  tooLong: 'The link is too long for a QR code. Take away selections or drawings, and it will fit.',
  embed: 'Code for a web page',
  bookmarks: 'Bookmarks',
  kept: 'Bookmarks are kept in this browser only.',
  name: 'Name of the bookmark',
  keep: 'Keep bookmark',
  remove: 'Remove',
  notKept: 'The browser does not let the page keep bookmarks.',
  none: 'You have no bookmarks yet.',
  missing: 'The link shows {what}, too, which is no longer there. The rest of the map is as it was meant.',
  close: 'Close',
};

export const shareWords = computed<Words>(() => ({ sv, en })[lang.value]);
