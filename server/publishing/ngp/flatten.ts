import { type CatalogueEntry, catalogue } from './catalogue.ts';
import { documentLink, handlingLink } from './documents.ts';
import { inside, type Json, lastDate, member, oneOf, type Place } from './place.ts';
import type { NgpPlan, NgpProvision } from './schema.ts';
import { valueTexts } from './values.ts';
import { guessEntry } from './wording.ts';

/** Where the columns of a table stand in the objects of the specification. */
export type Places = Readonly<Record<string, Place>>;

/** In the decision that made the plan; later ones change or repeal it. */
function inDecision(place: Place): Place {
  const made = (decisions: readonly Json[]) =>
    decisions.find(({ beslutstyp }) => beslutstyp === 'antagande av ny detaljplan') ?? decisions.at(-1);
  return oneOf('beslutsinformation', made, place);
}

/** A plan's columns; names as in the definition of the plans. */
export const planPlaces: Places = {
  objektidentitet: member('objektidentitet'),
  objektversion: member('objektversion'),
  version_giltig_fran: member('versionGiltigFran'),
  kommun: member('kommun'),
  beteckning: member('beteckning'),
  namn: member('namn'),
  syfte: member('syfte'),
  status: member('status'),
  datum_statusforandring: member('datumStatusforandring'),
  typ: member('typ'),
  datum_paborjat: inDecision(member('datumPaborjat')),
  datum_antagande: inDecision(member('datumAntagande')),
  datum_laga_kraft: inDecision(lastDate('datumLagakraft')),
  genomforandetid_manader: inDecision(member('genomforandetid')),
  genomforandetid_startar: inDecision(member('genomforandetidStartar')),
  instans: inDecision(member('instansInomKommunen')),
  beslutstyp: inDecision(member('beslutstyp')),
  diarienummer: inDecision(member('diarienummerKommun')),
  diarienummer_fullmaktige: inDecision(member('diarienummerFullmaktige')),
  digitaliseringsniva: inside('kvalitetsbeskrivning', member('digitaliseringsniva')),
  anvandbarhet: member('anvandbarhet'),
  plankarta_lank: inDecision(handlingLink('plankarta', 'Plankarta')),
  planbeskrivning_lank: inside('planbeskrivning', documentLink('planbeskrivning', 'Planbeskrivning')),
  beslutsprotokoll_lank: inDecision(handlingLink('beslutsprotokoll', 'Beslutsprotokoll')),
};

/** A provision's columns but its geometry number, which is the place of a geometry among several. */
export const provisionPlaces: Places = {
  objektidentitet: member('objektidentitet'),
  detaljplan: member('detaljplan'),
  bestammelsetyp: member('feature:typ'),
  formulering: member('bestammelseformulering'),
  varden: valueTexts,
  motiv: inside('planbestammelsebeskrivning', member('motiv')),
  katalogreferens: member('planbestammelsekatalogreferens'),
  sekundar_egenskapsgrans: member('sekundarEgenskapsgrans'),
  giltighetstid: member('giltighetstid'),
  borjar_galla_efter: member('borjarGallaEfter'),
};

function valuesAt(places: Places, object: Json): Record<string, unknown> {
  return Object.fromEntries(Object.entries(places).map(([column, place]) => [column, place.get(object)]));
}

export function planAttributes(plan: NgpPlan): Record<string, unknown> {
  return valuesAt(planPlaces, plan);
}

/** `guessed` when its catalogue entry, which says how it looks, is unknown. */
export function provisionAttributes(provision: NgpProvision): { values: Record<string, unknown>; guessed: boolean } {
  const known = catalogue.get(provision.planbestammelsekatalogreferens);
  const entry: Partial<CatalogueEntry> =
    known ?? guessEntry(provision['feature:typ'], provision.bestammelseformulering) ?? {};
  const { anvandningsform, kategori, beteckning, farg, symbol } = entry;
  return {
    guessed: !known,
    values: {
      ...valuesAt(provisionPlaces, provision),
      ...{ anvandningsform, kategori, beteckning, farg, symbol },
    },
  };
}
