/**
 * Entries of the national catalogue of plan provisions that the service knows by heart. Source: Boverket,
 * Planbestämmelsekatalogen. The whole catalogue (13 MB) is not here; wording.ts helps for the rest.
 */
export interface CatalogueEntry {
  anvandningsform: string;
  kategori: string | null;
  /** The letter on the plan map. */
  beteckning: string | null;
  /** Colour name of BFS 2020:6. */
  farg: string | null;
  symbol: string | null;
}

function entry(
  beteckning: string | null,
  kategori: string,
  farg: string | null,
  symbol: string | null = null,
): CatalogueEntry {
  return { anvandningsform: 'Kvartersmark', kategori, beteckning, farg, symbol };
}

export const catalogue: ReadonlyMap<string, CatalogueEntry> = new Map([
  ['f9e056a6-cda8-4b92-a15d-dc70d61dfa36', entry('B', 'Bostäder', 'Gul')],
  ['a0f58fd5-a361-4002-a359-03474901c15f', entry('J', 'Industri', 'Blågrå')],
  ['9b78a950-1bb2-4046-98cf-9efbd5868323', entry('E', 'Tekniska anläggningar', 'Blågrå')],
  ['84b217e9-dba5-4e54-a512-01e5f85b0d9e', entry('R', 'Besöksanläggningar', 'Orange')],
  ['cc4eb357-2ff0-4012-b609-09296e6ba4be', entry('R', 'Besöksanläggningar', 'Orange')],
  ['88db3074-2e95-445f-b1b1-02f976a8197b', entry('H', 'Detaljhandel', 'Brun')],
  ['12bc7dbd-6761-49b5-9942-044fc72d1ea1', entry('G', 'Drivmedel', 'Grå')],
  ['1c38a293-b48c-4572-a4a7-5a5d27697ea1', entry('e', 'Utnyttjandegrad', null)],
  ['95e928d1-1b13-47f2-acb5-02155a48f32a', entry('h', 'Höjd på byggnadsverk', null)],
  ['0d285657-a629-457a-8750-044693e2ffad', entry(null, 'Begränsning av markens utnyttjande', null, 'prickmark')],
]);
