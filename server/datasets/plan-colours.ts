import { byValue } from './expressions.ts';
import type { Code } from './fields.ts';

/** The colours of plan maps after BFS 2020:6. */

export const colourNames = {
  sv: 'Färgnamn enligt planbestämmelsekatalogen (BFS 2020:6).',
  en: 'Colour name after the national catalogue (BFS 2020:6).',
};

/** What the land is used for. */
export const colours: readonly Code[] = [
  ['Gul', 'Bostäder', 'Housing'],
  ['Brun', 'Handel och centrum', 'Shops and centre'],
  ['Beige', 'Kontor och tillfällig vistelse', 'Offices and short stays'],
  ['Orange', 'Besöksanläggningar', 'Visitor facilities'],
  ['Röd', 'Vård och skola', 'Care and school'],
  ['Rosa', 'Kulturmiljö och bad', 'Heritage and bathing'],
  ['Lila', 'Verksamheter', 'Businesses'],
  ['Blågrå', 'Industri och teknik', 'Industry and utilities'],
  ['Ljusgrön', 'Natur och park', 'Nature and parks'],
  ['Grön', 'Odling och idrott', 'Allotments and sports'],
  ['Blå', 'Vatten', 'Water'],
  ['Grå', 'Gata och trafik', 'Streets and traffic'],
  ['Ljusgrå', 'Torg och gång', 'Squares and footpaths'],
];

/** The colour of ours that draws it. */
export const colour = byValue(
  'farg',
  '@bfs-okand',
  ['Gul', '@bfs-gul'],
  ['Brun', '@bfs-brun'],
  ['Beige', '@bfs-beige'],
  ['Orange', '@bfs-orange'],
  ['Röd', '@bfs-rod'],
  ['Rosa', '@bfs-rosa'],
  ['Lila', '@bfs-lila'],
  ['Blå', '@bfs-bla'],
  ['Blågrå', '@bfs-blagra'],
  ['Grön', '@bfs-gron'],
  ['Ljusgrön', '@bfs-ljusgron'],
  ['Grå', '@bfs-gra'],
  ['Ljusgrå', '@bfs-ljusgra'],
);
