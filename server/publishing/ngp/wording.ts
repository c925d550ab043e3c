import type { CatalogueEntry } from './catalogue.ts';

/**
 * What a provision's wording tells about its colour, letter and symbol when its catalogue entry is unknown. The colours
 * are those that BFS 2020:6 gives the kind of use; a guess, and reported as one.
 */

type Row = readonly [starts: string, letter: string | null, category: string, colour: string];

const allmanPlats: readonly Row[] = [
  ['gata', 'GATA', 'Gata', 'Grå'],
  ['väg', 'VÄG', 'Väg', 'Grå'],
  ['huvudgata', 'GATA', 'Gata', 'Grå'],
  ['lokalgata', 'GATA', 'Gata', 'Grå'],
  ['parkering, allmän', 'P-PLATS', 'Parkering', 'Grå'],
  ['gång', 'GÅNG', 'Gångväg', 'Ljusgrå'],
  ['cykel', 'CYKEL', 'Cykelväg', 'Ljusgrå'],
  ['torg', 'TORG', 'Torg', 'Ljusgrå'],
  ['park', 'PARK', 'Park', 'Ljusgrön'],
  ['natur', 'NATUR', 'Naturområde', 'Ljusgrön'],
  ['skydd', 'SKYDD', 'Skydd', 'Ljusgrön'],
];

const kvartersmark: readonly Row[] = [
  ['bostäder', 'B', 'Bostäder', 'Gul'],
  ['bostad', 'B', 'Bostäder', 'Gul'],
  ['centrum', 'C', 'Centrum', 'Brun'],
  ['detaljhandel', 'H', 'Detaljhandel', 'Brun'],
  ['handel', 'H', 'Detaljhandel', 'Brun'],
  ['kontor', 'K', 'Kontor', 'Beige'],
  ['tillfällig vistelse', 'O', 'Tillfällig vistelse', 'Beige'],
  ['besöksanläggning', 'R', 'Besöksanläggningar', 'Orange'],
  ['vård', 'D', 'Vård', 'Röd'],
  ['skola', 'S', 'Skola', 'Röd'],
  ['förskola', 'S', 'Skola', 'Röd'],
  ['kulturmiljö', 'q', 'Kulturmiljö', 'Rosa'],
  ['verksamhet', 'Z', 'Verksamheter', 'Lila'],
  ['industri', 'J', 'Industri', 'Blågrå'],
  ['teknisk', 'E', 'Tekniska anläggningar', 'Blågrå'],
  ['odling', 'L', 'Odling och djurhållning', 'Grön'],
  ['friluftsliv', 'N', 'Friluftsliv och camping', 'Grön'],
  ['idrott', 'R', 'Besöksanläggningar', 'Grön'],
  ['parkering', 'P', 'Parkering', 'Grå'],
  ['trafik', 'T', 'Trafik', 'Grå'],
  ['drivmedel', 'G', 'Drivmedel', 'Grå'],
];

const vatten: readonly Row[] = [
  ['öppet vatten', 'W', 'Öppet vattenområde', 'Blå'],
  ['vatten', 'W', 'Vattenområde', 'Blå'],
  ['hamn', 'V', 'Hamn', 'Blå'],
];

const forms: readonly (readonly [string, readonly Row[]])[] = [
  ['Allmän plats', allmanPlats],
  ['Kvartersmark', kvartersmark],
  ['Vattenområde', vatten],
];

const symbols: readonly (readonly [RegExp, string])[] = [
  [/får inte (förses med byggnad|bebyggas)/i, 'prickmark'],
  [/(endast|bara) komplementbyggnad/i, 'korsmark'],
  [/(utfart|in- och utfart|körbar förbindelse) får inte/i, 'utfartsförbud'],
  [/stängsel ska/i, 'stängsel'],
];

export function guessEntry(type: string, wording: string): CatalogueEntry | undefined {
  if (type === 'användningsbestämmelse') return guessUse(wording.trim().toLowerCase());
  const symbol = symbols.find(([pattern]) => pattern.test(wording))?.[1];
  if (!symbol) return undefined;
  return { anvandningsform: 'Kvartersmark', kategori: null, beteckning: null, farg: null, symbol };
}

function guessUse(wording: string): CatalogueEntry | undefined {
  for (const [anvandningsform, rows] of forms) {
    const row = rows.find(([starts]) => wording.startsWith(starts));
    if (!row) continue;
    const [, beteckning, kategori, farg] = row;
    return { anvandningsform, kategori, beteckning, farg, symbol: null };
  }
  return undefined;
}
