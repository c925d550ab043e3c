import type { Geometry, Position } from 'geojson';
import { sweref99Code } from '../crs.ts';
import {
  areaOpen,
  curveUnknown,
  planStatusGuessed,
  provisionWordsGuessed,
  referenceInFileMissing,
  ssNoPlans,
} from '../findings/plans.ts';
import type { NgpObject } from '../ngp/read.ts';
import { rowsSource } from '../reading/rows-source.ts';
import type { Source, SourceRow } from '../reading/source.ts';
import { type FindingList, Refusal } from '../report.ts';
import { areaWithin } from './areas.ts';
import { planAttributes, provisionAttributes, provisionKinds } from './flatten.ts';
import { lineOf } from './lines.ts';
import { childrenOf, descendants, readXml, textOf, type XmlElement } from './xml.ts';

export const namespace = 'http://www.sis.se/ss637040';

/**
 * A plan in SS 637040:2016 as the same two sources as an NGP delivery. Areas are made of the lines that they share with
 * their neighbours, in the plan's own system, east before north. Throws Refusal when there is no such plan at all.
 */
export async function readSs637040(
  file: string,
  said: Readonly<Record<string, string>>,
  findings: FindingList,
): Promise<Record<NgpObject, Source>> {
  const root = await readXml(file);
  const plans = descendants(root, 'DP_Plan');
  if (root.namespace !== namespace || plans.length === 0) throw new Refusal(ssNoPlans());
  const geometryOf = geometryFinder(root, findings);
  const found: { plans: SourceRow[]; provisions: SourceRow[] } = { plans: [], provisions: [] };
  let number = 0;
  let guessed = 0;
  for (const plan of plans) {
    number += 1;
    const properties = planAttributes(plan);
    const place = { row: number, name: String(properties.namn) };
    const srid = sweref99Code(textOf(plan, 'koordinatsystem') ?? '');
    const system = srid === undefined ? {} : { srid };
    const [geometry = null] = childrenOf(plan, 'planomrade').map((area) => geometryOf(area, place));
    found.plans.push({ number, properties, geometry, ...system });
    if (said.status === undefined) findings.add(planStatusGuessed(String(properties.status)), place);
    for (const [provision, references] of provisionsOf(plan)) {
      number += 1;
      const { values, guessed: isGuessed } = provisionAttributes(provision, String(properties.objektidentitet));
      if (isGuessed) guessed += 1;
      references.forEach((reference, index) => {
        const at = { row: number, name: values.formulering };
        const numbered = { ...values, geometrinummer: index + 1 };
        found.provisions.push({ number, properties: numbered, geometry: geometryOf(reference, at), ...system });
      });
    }
  }
  if (guessed > 0) findings.add(provisionWordsGuessed(guessed));
  return {
    detaljplan: rowsSource(found.plans),
    planbestammelse: {
      ...rowsSource(found.provisions),
      speaksFor: found.plans.map(({ properties }) => ({ detaljplan: String(properties.objektidentitet) })),
    },
  };
}

/**
 * Each provision once, with where it holds. One that regulates several uses is written inside each of them, with the same
 * UUID; what it says twice of one place is one geometry.
 */
function provisionsOf(plan: XmlElement): [XmlElement, XmlElement[]][] {
  const all = Object.keys(provisionKinds).flatMap((name) => descendants(plan, name));
  const once = new Map<string, { provision: XmlElement; places: Map<string, XmlElement> }>();
  for (const provision of all) {
    const identity = textOf(provision, 'uuid') ?? textOf(provision, 'bestammelseid') ?? `#${once.size}`;
    const known = once.get(identity) ?? { provision, places: new Map() };
    for (const child of provision.children) {
      const { href } = child.attributes;
      if (href !== undefined) known.places.set(href, child);
    }
    once.set(identity, known);
  }
  return [...once.values()].map(({ provision, places }) => [provision, [...places.values()]]);
}

/** Finds what a reference inside the file points at (xlink:href="#L15"): an area of lines, or a line. */
function geometryFinder(root: XmlElement, findings: FindingList) {
  const named = (name: string) =>
    new Map(descendants(root, name).map((element) => [`#${element.attributes.id}`, element]));
  const [lines, areas] = [named('DP_Grans'), named('DP_Omrade')];
  type Place = { row: number; name: string };

  const line = (href: string, place: Place): Position[] | undefined => {
    const element = lines.get(href);
    const found = element && lineOf(element);
    if (!element) findings.add(referenceInFileMissing(), { ...place, value: href });
    else if (!found) findings.add(curveUnknown(), { ...place, value: href });
    return found;
  };
  return (reference: XmlElement, place: Place): Geometry | null => {
    const href = reference.attributes.href ?? '';
    const area = areas.get(href);
    if (!area) {
      const coordinates = line(href, place);
      return coordinates ? { type: 'LineString', coordinates } : null;
    }
    const edges = area.children.filter(({ name }) => name === 'plus' || name === 'minus');
    const around = edges.map(({ attributes }) => line(attributes.href ?? '', place));
    const known = around.filter((edge) => edge !== undefined);
    if (known.length < around.length) return null;
    const geometry = areaWithin(known);
    if (!geometry) findings.add(areaOpen(), { ...place, value: href });
    return geometry ?? null;
  };
}
