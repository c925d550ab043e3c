import type { MeasureDescription } from '../../server/styles/describe.ts';
import type { PeopleDescription } from '../../server/styles/describe-people.ts';
import { filled } from '../../server/styles/filled.ts';
import type { SeriesTotals } from '../../server/styles/measures.ts';
import { datasetOf } from '../state/state.ts';
import type { Lang } from '../text/texts.ts';
import { askSums, type Sums } from './ask.ts';
import type { OwnMeasure } from './own-address.ts';
import { ownTexts } from './own-words.ts';

interface Found {
  id: string;
  people: PeopleDescription;
}

/** The numbers of an own measure, as the map has those of the definition's. `shown`: where the areas are, and their names. */
export async function ownTotals(
  own: OwnMeasure,
  { id, people }: Found,
  fixed: Readonly<Record<string, string>>,
  shown: SeriesTotals,
  lang: Lang,
): Promise<{ measure: MeasureDescription; totals: SeriesTotals }> {
  const by = [people.area, people.year];
  const [all, part] = await Promise.all(
    [{}, agesOf(own, people)].map((ages) => askSums({ dataset: id, by, fixed: { ...fixed, ...ages } }, lang)),
  );
  const years = [...new Set(all?.rows.map((row) => Number(row[people.year])))].sort((a, b) => a - b);
  const valuesOf = (sums: Sums | undefined) => {
    const byPlace = new Map(
      sums?.rows.map((row) => [
        `${row[people.area]} ${row[people.year]}`,
        typeof row.value === 'number' ? row.value : null,
      ]),
    );
    return Object.fromEntries(
      Object.entries(shown.codes ?? {}).map(([key, code]) => [
        key,
        years.map((year) => byPlace.get(`${code} ${year}`) ?? null),
      ]),
    );
  };
  const area = datasetOf(people.areas.dataset)?.measures.find((measure) => measure.area)?.area;
  return {
    measure: {
      id: 'eget',
      kind: own.kind,
      part: 'part',
      whole: 'all',
      ...(area ? { area } : {}),
      ...titlesOf(own, people, lang),
    },
    totals: {
      ...shown,
      years,
      measures: { part: { values: valuesOf(part) }, all: { values: valuesOf(all) } },
      from: { dataset: id, values: madeFrom(people, { ...all?.assumed, ...fixed }) },
    },
  };
}

/** By the group's name where the ages are one, so that its people are rounded together. */
function agesOf({ from, to }: OwnMeasure, people: PeopleDescription): Record<string, string> {
  if (from === undefined) return {};
  const group = people.ageGroups.find((one) => one.from === from && one.to === to);
  return group ? { agegroup: group.name } : { [people.age]: `${from}-${to ?? ''}` };
}

function madeFrom({ scenario, version }: PeopleDescription, values: Readonly<Record<string, string | number>>) {
  return Object.fromEntries(
    [scenario, version].flatMap((name) => {
      const value = name === undefined ? undefined : values[name];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}

function titlesOf({ kind, from, to }: OwnMeasure, people: PeopleDescription, lang: Lang) {
  const words = ownTexts[lang];
  const group = people.ageGroups.find((one) => one.from === from && one.to === to);
  const span = filled(to === undefined ? words.andOlder : words.span, { from: String(from), to: String(to) });
  const ages = from === undefined ? words.inhabitants : (group?.title ?? span);
  return { title: filled(words.titles[kind], { ages }), unit: words.units[kind] };
}
