import type { Way } from '../datasets/here.ts';
import type { Language } from '../http/language.ts';

/** One step of a feature's way. `when`: a day (YYYY-MM-DD) or a year. */
export interface Step {
  title: string;
  when?: string;
  state: 'done' | 'now' | 'coming';
}

export interface Progress {
  steps: Step[];
  /** What the step where it is means, and what comes next. */
  means: string;
}

type Properties = Readonly<Record<string, unknown>>;

/**
 * How far a feature has come on a day (YYYY-MM-DD). Undefined: nobody knows. A step with codes is reached when the feature's
 * own code says so, whatever its days; one without on its day, when all before it has been reached.
 */
export function progressOf(
  { field, since, datedOnly, steps }: Way,
  properties: Properties,
  lang: Language,
  day: string,
): Progress | undefined {
  const code = properties[field];
  const whenOf = (index: number) => moment(properties, steps[index]?.at);
  let now = steps.findIndex(({ codes }) => codes?.some((one) => one === code));
  if (now < 0) return undefined;
  for (let next = now + 1; next < steps.length; next++) {
    const when = whenOf(next);
    if (steps[next]?.codes || when === undefined || when > day.slice(0, when.length)) break;
    now = next;
  }
  const current = steps[now];
  if (!current) return undefined;
  const told = steps.flatMap(({ title, codes, aside }, index): Step[] => {
    const state = index < now ? 'done' : index === now ? 'now' : 'coming';
    const when = whenOf(index) ?? (index === now && since ? moment(properties, since) : undefined);
    if (aside && state !== 'now') return [];
    if (state === 'done' && datedOnly && when === undefined) return [];
    // Beside the way nobody knows how far it had come.
    if (state === 'done' && current.ends && when === undefined) return [];
    if (state === 'coming' && (current.ends || (!codes && when === undefined))) return [];
    return [{ title: title[lang], ...(when === undefined ? {} : { when }), state }];
  });
  return { steps: told, means: current.means[lang] };
}

function moment(properties: Properties, field: string | undefined): string | undefined {
  const value = field === undefined ? undefined : properties[field];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
