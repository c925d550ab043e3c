import { type CatalogueEntry, catalogue } from './catalogue.ts';
import type { NgpDecision, NgpDocument, NgpPlan, NgpProvision, NgpValue } from './schema.ts';
import { guessEntry } from './wording.ts';

/** A plan's attributes as columns; names as in the definition of the plans. */
export function planAttributes(plan: NgpPlan): Record<string, unknown> {
  const decision = decisionOf(plan.beslutsinformation);
  return {
    objektidentitet: plan.objektidentitet,
    objektversion: plan.objektversion,
    version_giltig_fran: plan.versionGiltigFran,
    kommun: plan.kommun,
    beteckning: plan.beteckning,
    namn: plan.namn,
    syfte: plan.syfte,
    status: plan.status,
    datum_statusforandring: plan.datumStatusforandring,
    typ: plan.typ,
    datum_paborjat: decision?.datumPaborjat,
    datum_antagande: decision?.datumAntagande,
    // Parts may come into force one after another: the plan as a whole with the last of them.
    datum_laga_kraft: decision?.datumLagakraft?.toSorted().at(-1),
    genomforandetid_manader: decision?.genomforandetid,
    genomforandetid_startar: decision?.genomforandetidStartar,
    instans: decision?.instansInomKommunen,
    beslutstyp: decision?.beslutstyp,
    diarienummer: decision?.diarienummerKommun,
    diarienummer_fullmaktige: decision?.diarienummerFullmaktige,
    digitaliseringsniva: plan.kvalitetsbeskrivning?.digitaliseringsniva,
    anvandbarhet: plan.anvandbarhet,
    plankarta_lank: documentLink(decision, 'plankarta'),
    planbeskrivning_lank: plan.planbeskrivning && link(plan.planbeskrivning.planbeskrivning),
    beslutsprotokoll_lank: documentLink(decision, 'beslutsprotokoll'),
  };
}

/** The decision that made the plan; later ones change or repeal it. */
function decisionOf(decisions: readonly NgpDecision[]): NgpDecision | undefined {
  return decisions.find(({ beslutstyp }) => beslutstyp === 'antagande av ny detaljplan') ?? decisions.at(-1);
}

function documentLink(decision: NgpDecision | undefined, content: string): string | undefined {
  const found = decision?.beslutshandling?.find(({ innehall }) => innehall.includes(content));
  return found && link(found.dokument);
}

function link(document: NgpDocument): string | undefined {
  return document.referens.find(({ lank }) => lank)?.lank;
}

/** A provision's attributes as columns, without its geometry number; `guessed` when its catalogue entry is unknown. */
export function provisionAttributes(provision: NgpProvision): { values: Record<string, unknown>; guessed: boolean } {
  const type = provision['feature:typ'];
  const known = catalogue.get(provision.planbestammelsekatalogreferens);
  const entry: Partial<CatalogueEntry> = known ?? guessEntry(type, provision.bestammelseformulering) ?? {};
  return {
    guessed: !known,
    values: {
      objektidentitet: provision.objektidentitet,
      detaljplan: provision.detaljplan,
      bestammelsetyp: type,
      anvandningsform: entry.anvandningsform,
      kategori: entry.kategori,
      beteckning: entry.beteckning,
      formulering: provision.bestammelseformulering,
      varden: provision.bestammelsevarde?.map(valueText),
      motiv: provision.planbestammelsebeskrivning?.motiv,
      farg: entry.farg,
      symbol: entry.symbol,
      katalogreferens: provision.planbestammelsekatalogreferens,
      sekundar_egenskapsgrans: provision.sekundarEgenskapsgrans,
      giltighetstid: provision.giltighetstid,
      borjar_galla_efter: provision.borjarGallaEfter,
    },
  };
}

const limits = { min: 'minst ', max: 'högst ', exakt: '' } as const;

function valueText({ beskrivning, vardetyp, variabelvarde, enhet }: NgpValue): string {
  const limit = vardetyp ? limits[vardetyp] : '';
  return `${beskrivning}: ${limit}${variabelvarde}${enhet ? ` ${enhet}` : ''}`;
}
