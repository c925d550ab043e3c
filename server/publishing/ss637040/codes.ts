import type { CatalogueEntry } from '../ngp/catalogue.ts';
import { guessEntry } from '../ngp/wording.ts';

/**
 * What the codes of Boverket's catalogue say, as far as their own parts tell: DP_<form of land>_<use, or Eg/Ad and the
 * matter>. The catalogue itself is not here.
 */

interface Meaning extends Partial<CatalogueEntry> {
  formulering: string;
  /** The catalogue's words are known, not only the code. */
  isKnown: boolean;
}

const forms: Readonly<Record<string, string>> = {
  AP: 'Allmän plats',
  KM: 'Kvartersmark',
  VO: 'Vattenområde',
  PO: 'Planområdet',
};

const publicPlaces: Readonly<Record<string, string>> = {
  gata: 'Gata',
  gang: 'Gångväg',
  cykel: 'Cykelväg',
  cykelmoped: 'Cykelväg',
  torg: 'Torg',
  park: 'Park',
  natur: 'Naturområde',
  skydd: 'Skydd',
  parkering: 'Parkering, allmän',
};

/** Letters of block land and water (BFS 2020:6). */
const uses: Readonly<Record<string, string>> = {
  B: 'Bostäder',
  C: 'Centrum',
  D: 'Vård',
  E: 'Tekniska anläggningar',
  G: 'Drivmedel',
  H: 'Detaljhandel',
  J: 'Industri',
  K: 'Kontor',
  L: 'Odling och djurhållning',
  N: 'Friluftsliv och camping',
  O: 'Tillfällig vistelse',
  P: 'Parkering',
  R: 'Besöksanläggningar',
  S: 'Skola',
  T: 'Trafik',
  V: 'Hamn',
  W: 'Vattenområde',
  Z: 'Verksamheter',
};

interface Matter {
  code: RegExp;
  /** `{}` is the value that the file gives. */
  words: string;
  /** Where it gives none; absent: it has to. */
  plain?: string;
  symbol?: string;
}

/** Matters of properties and of administration. */
const matters: readonly Matter[] = [
  { code: /_Prickmark/, words: 'Marken får inte förses med byggnad.', symbol: 'prickmark' },
  {
    code: /_Korsmark/,
    words: 'Marken får endast förses med {}',
    plain: 'Marken får endast förses med komplementbyggnad.',
    symbol: 'korsmark',
  },
  { code: /_Utfart/, words: 'Utfart får inte finnas.', symbol: 'utfartsförbud' },
  { code: /_Stangsel/, words: 'Stängsel ska finnas.', symbol: 'stängsel' },
  { code: /_Nockhojd_Meter/, words: 'Högsta nockhöjd är {} meter.' },
  { code: /_Byggnadshojd_Meter/, words: 'Högsta byggnadshöjd är {} meter.' },
  { code: /_Totalhojd_Meter/, words: 'Högsta totalhöjd är {} meter.' },
  { code: /_Byggnadsarea_Kvm/, words: 'Största byggnadsarea är {} m².' },
  { code: /_Bruttoarea_Kvm/, words: 'Största bruttoarea är {} m².' },
  { code: /_Markres_Underjord/, words: 'Markreservat för allmännyttiga underjordiska ledningar.' },
  { code: /_Genomforande/, words: 'Genomförandetiden är {} år.' },
  { code: /_Strandskydd/, words: 'Strandskyddet är upphävt.' },
];

/** A use of land. */
export function useOf(code: string, detail: string | undefined): Meaning {
  const [, form = '', ...rest] = code.split('_');
  const words =
    form === 'AP' ? publicPlaces[(rest.at(-1) ?? '').toLowerCase()] : uses[/^[A-ZÅÄÖ]/.exec(rest[0] ?? '')?.[0] ?? ''];
  const entry = words === undefined ? undefined : guessEntry('användningsbestämmelse', words);
  const formulering = [words ?? code, ...(detail ? [lowerFirst(detail)] : [])].join(' – ');
  const land = forms[form];
  return { ...entry, ...(land ? { anvandningsform: land } : {}), formulering, isKnown: words !== undefined };
}

/** A property or an administrative provision. */
export function matterOf(code: string, values: readonly string[]): Meaning {
  const matter = matters.find((one) => one.code.test(code));
  const words = values.length > 0 ? matter?.words : (matter?.plain ?? matter?.words);
  const isKnown = words !== undefined && (values.length > 0 || !words.includes('{}'));
  const anvandningsform = forms[code.split('_')[1] ?? ''];
  return {
    ...(anvandningsform ? { anvandningsform } : {}),
    symbol: matter?.symbol ?? null,
    formulering: isKnown ? words.replace('{}', values.join(', ')) : [code, ...values].join(': '),
    isKnown,
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
