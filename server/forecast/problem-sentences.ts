import type { Definition } from '../datasets/definition.ts';
import type { Language } from '../http/language.ts';
import { formatNumber } from '../styles/format.ts';
import type { AssumptionProblem } from './model/assumptions.ts';

const words = {
  sv: {
    missing: '{what} saknas{whom}.',
    odd: '{what}{whom} är {value}, som inte kan stämma.',
    sum: '{what}{whom} är {value} tillsammans och ska vara 1.',
    age: 'år',
  },
  en: {
    missing: '{what} is missing{whom}.',
    odd: '{what}{whom} is {value}, which cannot be right.',
    sum: '{what}{whom} is {value} together and should be 1.',
    age: 'years',
  },
} as const;

/** What is wrong with assumptions, in words: `Dödsrisk saknas: Kvinnor, 90–100 år.` Ages that follow each other are one sentence. */
export function problemSentences(
  problems: readonly AssumptionProblem[],
  { fields, assumptions }: Definition,
  lang: Language,
): string[] {
  if (!assumptions) return [];
  const { kind, kinds, house, stage, sex } = assumptions;
  const titleOf = (name: string, value: string) => {
    const code = fields.find((field) => field.name === name)?.codes?.find((one) => one.value === value);
    return code?.title[lang] ?? value;
  };
  return together(problems).map(({ problem, ages: [first, last] }) => {
    const whom = [
      problem.area,
      problem.house && titleOf(house, problem.house),
      problem.stage && titleOf(stage, problem.stage),
      problem.sex && titleOf(sex, problem.sex),
      first === undefined ? undefined : `${first === last ? first : `${first}–${last}`} ${words[lang].age}`,
    ].filter((part) => part !== undefined);
    return words[lang][problem.what]
      .replace('{what}', titleOf(kind, kinds[problem.kind]))
      .replace('{whom}', whom.length === 0 ? '' : ` (${whom.join(', ')})`)
      .replace('{value}', formatNumber(problem.value ?? Number.NaN, lang, 4));
  });
}

type Ages = readonly [first: number, last: number] | readonly [undefined?, undefined?];

/** Problems that differ by the year of age only, as one. */
function together(problems: readonly AssumptionProblem[]): { problem: AssumptionProblem; ages: Ages }[] {
  const found: { problem: AssumptionProblem; ages: Ages; same: string }[] = [];
  for (const problem of problems) {
    const { age, ...rest } = problem;
    const same = JSON.stringify(rest);
    const before = found.at(-1);
    if (age !== undefined && before?.same === same && before.ages[1] === age - 1) {
      before.ages = [before.ages[0], age];
    } else {
      found.push({ problem, ages: age === undefined ? [] : [age, age], same });
    }
  }
  return found;
}
