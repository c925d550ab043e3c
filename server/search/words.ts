import type { Localized } from '../http/language.ts';

/** What the search says, in both languages. */
export const words = {
  title: { sv: 'Sök', en: 'Search' },
  label: {
    sv: 'Plan, projekt, plats, gata, koordinater eller adress',
    en: 'Plan, project, place, street, coordinates or address',
  },
  coordinates: { sv: 'Koordinater', en: 'Coordinates' },
  addresses: { sv: 'Adresser och fastigheter', en: 'Addresses and properties' },
  late: {
    sv: '{service} svarade inte i tid, så adresser kan saknas.',
    en: '{service} did not answer in time: addresses may be missing.',
  },
  failed: {
    sv: '{service} svarade inte, så adresser kan saknas.',
    en: '{service} did not answer: addresses may be missing.',
  },
  outside: { sv: 'utanför kommunen', en: 'outside the municipality' },
  none: {
    sv: 'Inget hittades. Pröva färre ord eller en annan stavning.',
    en: 'Nothing was found. Try fewer words or another spelling.',
  },
  found: { sv: 'Träffar', en: 'Hits' },
  shown: { sv: '{n} av {all} visas', en: '{n} of {all} are shown' },
  alike: { sv: '{n} har samma namn, det här är det närmaste', en: '{n} have the same name, this is the nearest' },
  alikeAnywhere: { sv: '{n} har samma namn', en: '{n} have the same name' },
  onMap: { sv: 'Visa på kartan', en: 'Show on the map' },
  hint: {
    sv: 'Skriv ett namn, en beteckning, en nyckel eller koordinater i WGS 84 eller SWEREF 99. Stavfel och saknade prickar gör inget.',
    en: 'Type a name, a number, a key or coordinates in WGS 84 or SWEREF 99. Misspelt words and missing accents do not matter.',
  },
} satisfies Record<string, Localized>;
