import { stableUuid } from '../checking/stable-uuid.ts';
import { matterOf, useOf } from './codes.ts';
import { childrenOf, descendants, textOf, type XmlElement } from './xml.ts';

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The object's own UUID; where it has none, one that follows from what it is called, the same at each import. */
function identityOf(element: XmlElement, calledSo: string): string {
  const own = textOf(element, 'uuid');
  return own && uuidPattern.test(own) ? own.toLowerCase() : stableUuid(`SS 637040:${calledSo}`);
}

const planTypes: Readonly<Record<string, string>> = {
  DP: 'detaljplan',
  SP: 'stadsplan',
  BP: 'byggnadsplan',
  AP: 'avstyckningsplan',
};

/** A plan's attributes as columns. The format has no status: a plan that is no proposal has been decided. */
export function planAttributes(plan: XmlElement): Record<string, unknown> {
  const [kommun, beteckning] = [textOf(plan, 'kommun'), textOf(plan, 'planid')];
  // XML Schema's date may have a zone: 2017-05-15+02:00.
  const [, day, zone = ''] =
    /^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?$/.exec(textOf(plan, 'registreringsdatum') ?? '') ?? [];
  return {
    objektidentitet: identityOf(plan, `${kommun} ${beteckning}`),
    version_giltig_fran: day && `${day}T00:00:00${zone}`,
    kommun,
    beteckning,
    namn: textOf(plan, 'plannamn') ?? beteckning,
    status: textOf(plan, 'forslag') === 'true' ? 'samråd' : 'antagen',
    typ: planTypes[textOf(plan, 'plantyp') ?? ''],
    genomforandetid_manader: implementationMonths(plan),
  };
}

/** The period is an administrative provision, in years. */
function implementationMonths(plan: XmlElement): number | undefined {
  const found = descendants(plan, 'DP_AdministrativBestammelse').find((provision) =>
    /_Genomforande/.test(textOf(provision, 'bestammelsetyp') ?? ''),
  );
  const [years] = found ? valuesOf(found) : [];
  return years && /^\d{1,2}$/.test(years.value) ? Number(years.value) * 12 : undefined;
}

function valuesOf(provision: XmlElement): { name: string; value: string }[] {
  return childrenOf(provision, 'variabel').flatMap(({ children }) =>
    children.map((variable) => ({ name: textOf(variable, 'namn') ?? '', value: textOf(variable, 'varde') ?? '' })),
  );
}

export const provisionKinds: Readonly<Record<string, string>> = {
  DP_Anvandningsbestammelse: 'användningsbestämmelse',
  DP_Egenskapsbestammelse: 'egenskapsbestämmelse',
  DP_AdministrativBestammelse: 'administrativ bestämmelse',
};

/** A provision's attributes as columns, without its geometry number; `guessed` when only its code is known. */
export function provisionAttributes(
  provision: XmlElement,
  detaljplan: string,
): { values: Record<string, unknown> & { objektidentitet: string; formulering: string }; guessed: boolean } {
  const variables = valuesOf(provision);
  const code = textOf(provision, 'anvandningsslag') ?? textOf(provision, 'bestammelsetyp') ?? '';
  const meaning =
    provision.name === 'DP_Anvandningsbestammelse'
      ? useOf(code, textOf(provision, 'precisering'))
      : matterOf(
          code,
          variables.map(({ value }) => value),
        );
  const { isKnown, beteckning, ...entry } = meaning;
  return {
    guessed: !isKnown,
    values: {
      objektidentitet: identityOf(provision, `${detaljplan} ${textOf(provision, 'bestammelseid')}`),
      detaljplan,
      bestammelsetyp: provisionKinds[provision.name],
      ...entry,
      beteckning: letterOf(provision) ?? beteckning,
      varden: variables.map(({ name, value }) => `${name}: ${value}`),
    },
  };
}

/** R with index 1 is R1 on the map; the index of e is its value. */
function letterOf(provision: XmlElement): string | undefined {
  const letter = textOf(provision, 'beteckning');
  const index = textOf(provision, 'index') ?? '';
  return letter && /^\d{1,2}$/.test(index) ? `${letter}${index}` : letter;
}
