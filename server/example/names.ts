import { item } from './lists.ts';
import type { Random } from './prng.ts';

const stems = [
  'Björk', 'Ek', 'Lönn', 'Asp', 'Rönn', 'Alm', 'Lind', 'Hassel', 'Syren', 'Lavendel', 'Kaprifol', 'Jasmin', 'Ros',
  'Tulpan', 'Liljekonvalj', 'Blåsipps', 'Gullvive', 'Smultron', 'Hallon', 'Lingon', 'Körsbärs', 'Äppel', 'Plommon',
  'Päron', 'Pepparrots', 'Kryddgårds', 'Timjan', 'Mejram', 'Salvia', 'Kummin', 'Dill', 'Gurk', 'Sädes', 'Korn', 'Råg',
  'Vete', 'Havre', 'Klöver', 'Timotej', 'Lin', 'Humle', 'Lärk', 'Starr', 'Trast', 'Näktergals', 'Svale', 'Gök',
  'Tofsvipe', 'Tran', 'Domherre', 'Talgoxe', 'Sånglärke', 'Rådjurs', 'Hjort', 'Älg', 'Räv', 'Grävlings', 'Igelkotts',
  'Ekorr', 'Hare', 'Smeds', 'Snickar', 'Målar', 'Skräddar', 'Garvar', 'Repslagar', 'Tunnbindar', 'Krukmakar',
  'Sadelmakar', 'Bagar', 'Mjölnar', 'Slaktar', 'Handskmakar', 'Klensmeds', 'Gjutar', 'Svarvar', 'Fräsar', 'Maskin',
  'Verkstads', 'Fabriks', 'Hantverkar', 'Traktor', 'Silo', 'Kvarn', 'Ångbåts', 'Skepps', 'Lots', 'Fiskar', 'Ankar',
  'Segel', 'Roddar', 'Brygg', 'Strand', 'Vass', 'Abborr', 'Gädd', 'Gös', 'Braxen', 'Kyrkogårds', 'Kloster', 'Prost',
  'Klockar', 'Skol', 'Lärar', 'Rektors', 'Doktors', 'Apotekar', 'Barnmorske', 'Soldat', 'Korpral', 'Trumpetar',
  'Regements', 'Signal', 'Kanon', 'Runstens', 'Hällristnings', 'Bronsålders', 'Vikinga', 'Tuna', 'Ting', 'Frö', 'Odens',
  'Tors', 'Balders', 'Idun', 'Mimer', 'Bergs', 'Ås', 'Dal', 'Äng', 'Myr', 'Mosse', 'Källar', 'Back', 'Solrosen', 'Sommar',
  'Vår', 'Höst', 'Norrskens', 'Midsommar', 'Stjärn', 'Mån', 'Regnbågs',
];
const endings = ['gatan', 'gatan', 'vägen', 'vägen', 'stigen', 'gränd', 'backen'];

/** A street name that is not taken yet; undefined when the tries run out, as some streets have none. */
export function streetName(random: Random, taken: Set<string>): string | undefined {
  for (let attempt = 0; attempt < 12; attempt++) {
    const name = `${random.pick(stems)}${random.pick(endings)}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
  return undefined;
}

const quarters = [
  'Apotekaren', 'Guldsmeden', 'Traktören', 'Bryggaren', 'Fältskären', 'Handelsmannen', 'Rådmannen', 'Borgmästaren',
  'Färgaren', 'Hattmakaren', 'Kopparslagaren', 'Linvävaren', 'Munken', 'Nunnan', 'Orgelnisten', 'Pastorn', 'Rektorn',
  'Sjökaptenen', 'Tunnbindaren', 'Urmakaren', 'Vagnmakaren', 'Åkaren', 'Ängsvakten', 'Örtagården', 'Pepparroten',
  'Gurkan', 'Kryddan', 'Lavendeln', 'Körsbäret', 'Päronet', 'Plommonet', 'Äpplet', 'Linden', 'Almen', 'Boken', 'Eken',
  'Lärkan', 'Staren', 'Svalan', 'Tranan', 'Gäddan', 'Abborren', 'Ankaret', 'Bojan', 'Fyren', 'Lanternan', 'Seglet',
  'Skutan', 'Korsfararen', 'Riddaren', 'Väpnaren', 'Knekten', 'Lansen', 'Skölden', 'Hjälmen', 'Beckasinen', 'Morkullan',
];

/** Names of blocks for the old town plans, one after the other, then numbered. */
export function quarterName(number: number): string {
  const name = item(quarters, number % quarters.length);
  const round = Math.floor(number / quarters.length);
  return round === 0 ? name : `${name} ${round + 1}`;
}
