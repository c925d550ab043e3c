import { dateText, yearOf } from './calendar.ts';
import { type Use, type UseKey, uses } from './catalogue.ts';
import { landUse } from './landuse.ts';
import { places } from './mesh.ts';
import type { Plan } from './plans.ts';
import type { Random } from './prng.ts';
import { edgesOf, type PropertyProvision, propertiesOf } from './properties.ts';
import { areasOf, polygonText } from './wkt.ts';

export const provisionColumns = [
  'objektidentitet',
  'geometrinummer',
  'detaljplan',
  'bestammelsetyp',
  'anvandningsform',
  'kategori',
  'beteckning',
  'formulering',
  'varden',
  'motiv',
  'farg',
  'symbol',
  'katalogreferens',
  'sekundar_egenskapsgrans',
  'uppdaterad',
  'geom',
] as const;

export type ProvisionRow = (string | number | boolean | null | string[])[];

/** Every provision of a plan, as rows of `provisionColumns`: uses that tile it, then rules on top. */
export function provisionsOf(plan: Plan, random: Random): ProvisionRow[] {
  const { mesh } = plan.site.settlement.net;
  const updated = `${dateText(Math.max(plan.statusSince, 19023))}T08:00:00Z`;
  const rows: ProvisionRow[] = [];
  const rules: ProvisionRow[] = [];
  for (const { use, block, rings } of landUse(plan, random)) {
    const areas = areasOf(rings.map((ring) => places(mesh, ring)));
    const id = random.uuid();
    areas.forEach((area, index) => {
      rows.push(useRow(plan, use, id, index + 1, polygonText(area), updated));
      const [ring] = area;
      if (!block || !ring) return;
      const found = [...propertiesOf(plan, use, area, random), ...edgesOf(use, ring, random)];
      for (const rule of found) rules.push(ruleRow(plan, rule, random, updated));
    });
  }
  const outline = polygonText([places(mesh, plan.site.outline)]);
  return [...rows, ...rules, ...administrative(plan, outline, random, updated)];
}

/** Plans from before 1987 say block and special area where newer ones say block land. */
function formOf(plan: Plan, use: UseKey): string {
  const { form } = uses[use];
  if (form === 'Allmän plats' || plan.type === 'detaljplan') return form;
  return use === 'E' || use === 'T' ? 'Specialområde' : 'Byggnadskvarter';
}

function useRow(plan: Plan, key: UseKey, id: string, number: number, geometry: string, updated: string): ProvisionRow {
  const use: Use = uses[key];
  return [
    id,
    number,
    plan.id,
    'användningsbestämmelse',
    formOf(plan, key),
    use.category,
    use.letter,
    use.text,
    null,
    reasonFor(plan, use.reason),
    use.colour,
    null,
    use.catalogue ?? null,
    null,
    updated,
    geometry,
  ];
}

function ruleRow(plan: Plan, rule: PropertyProvision, random: Random, updated: string): ProvisionRow {
  return [
    random.uuid(),
    1,
    plan.id,
    'egenskapsbestämmelse',
    plan.type === 'detaljplan' ? 'Kvartersmark' : 'Byggnadskvarter',
    rule.category,
    rule.letter ?? null,
    rule.text,
    rule.values ?? null,
    reasonFor(plan, rule.reason),
    null,
    rule.symbol ?? null,
    rule.reference ?? null,
    false,
    updated,
    rule.geometry,
  ];
}

function administrative(plan: Plan, outline: string, random: Random, updated: string): ProvisionRow[] {
  const said: [category: string, letter: string | null, text: string, values: string[] | null, reason: string][] = [];
  if (plan.type === 'detaljplan' && plan.months !== undefined) {
    const years = plan.months / 12;
    said.push([
      'Genomförandetid',
      null,
      `Genomförandetiden är ${years} år från den dag planen får laga kraft`,
      [`genomförandetid: ${plan.months} månader`],
      'Tiden räcker för att bygga ut området i etapper.',
    ]);
  }
  if (plan.type === 'detaljplan' && random.chance(0.25)) {
    said.push([
      'Ändrad lovplikt',
      'a1',
      'Marklov krävs även för fällning av träd med en stamdiameter över 20 cm',
      ['stamdiameter: 20 centimeter'],
      'Äldre träd är värdefulla för stadsbilden och för fåglar.',
    ]);
  }
  if (plan.site.settlement.name !== 'Enköping' && random.chance(0.4)) {
    said.push([
      'Huvudmannaskap',
      'a2',
      'Huvudmannaskapet är enskilt för allmän plats',
      null,
      'Vägarna sköts av en samfällighet i resten av området.',
    ]);
  }
  return said.map(([category, letter, text, values, reason]) => [
    random.uuid(),
    1,
    plan.id,
    'administrativ bestämmelse',
    'Planområdet',
    category,
    letter,
    text,
    values,
    reasonFor(plan, reason),
    null,
    null,
    null,
    null,
    updated,
    outline,
  ]);
}

/** Reasons are demanded of plans begun after 2021; older plans have none. */
function reasonFor(plan: Plan, reason: string): string | null {
  return plan.begun !== undefined && yearOf(plan.begun) >= 2018 ? reason : null;
}
