/** What somebody tries, and how the page's address keeps it. */
export interface Tried {
  /** What births, and moves into dwellings that are there, are multiplied by. 1: as in the forecast. */
  fertility: number;
  arrivals: number;
  /** People in a new dwelling, by kind of house. */
  households: Readonly<Record<string, number>>;
  /** By what the address calls a project: the beginning of its key. */
  projects: Readonly<Record<string, TriedProject>>;
}

export interface TriedProject {
  later?: number;
  dropped?: true;
  /** Dwellings in all. */
  count?: number;
  /** Kind of house. */
  kind?: string;
}

export const nothingTried: Tried = { fertility: 1, arrivals: 1, households: {}, projects: {} };

/** What may be written: a link cannot ask for anything else. */
export const limits = {
  later: { min: -15, max: 25 },
  count: { min: 0, max: 9_999 },
  percent: { min: 0, max: 300 },
  household: { min: 0, max: 9 },
} as const;

interface Limits {
  min: number;
  max: number;
}

const [birth, arrival, living] = ['barn', 'flytt', 'bor'] as const;

/** `barn*90,bor*småhus*2.4,1a2b3c4d*s2*n120*husmåhus`: what differs from the forecast. Undefined: nothing does. */
export function writeTried({ fertility, arrivals, households, projects }: Tried): string | undefined {
  const parts = [
    ...(fertility === 1 ? [] : [[birth, percent(fertility)]]),
    ...(arrivals === 1 ? [] : [[arrival, percent(arrivals)]]),
    ...Object.entries(households).map(([kind, people]) => [living, escaped(kind), String(people)]),
    ...Object.entries(projects).flatMap(([project, change]) => {
      const told = writeChange(change);
      return told.length === 0 ? [] : [[escaped(project), ...told]];
    }),
  ];
  return parts.length === 0 ? undefined : parts.map((part) => part.join('*')).join(',');
}

function writeChange({ later, dropped, count, kind }: TriedProject): string[] {
  if (dropped) return ['x'];
  return [
    ...(later ? [`s${later}`] : []),
    ...(count === undefined ? [] : [`n${count}`]),
    ...(kind === undefined ? [] : [`h${escaped(kind)}`]),
  ];
}

/** What cannot be understood is left out. */
export function readTried(text: string | undefined): Tried {
  const tried = { ...nothingTried, households: { ...nothingTried.households }, projects: { ...nothingTried.projects } };
  for (const part of text?.split(',') ?? []) {
    const [what = '', ...values] = part.split('*');
    const [first = '', second = ''] = values;
    if (what === birth || what === arrival) {
      const factor = within(first, limits.percent);
      if (factor !== undefined) tried[what === birth ? 'fertility' : 'arrivals'] = factor / 100;
    } else if (what === living) {
      const people = within(second, limits.household);
      if (people !== undefined) tried.households[unescaped(first)] = people;
    } else {
      const change = readChange(values);
      if (what !== '' && Object.keys(change).length > 0) tried.projects[unescaped(what)] = change;
    }
  }
  return tried;
}

function readChange(values: readonly string[]): TriedProject {
  const change: TriedProject = {};
  for (const value of values) {
    if (value === 'x') return { dropped: true };
    const later = /^s-?\d+$/.test(value) ? within(value.slice(1), limits.later) : undefined;
    const count = /^n\d+$/.test(value) ? within(value.slice(1), limits.count) : undefined;
    if (later) change.later = later;
    else if (count !== undefined) change.count = count;
    else if (/^h./.test(value)) change.kind = unescaped(value.slice(1));
  }
  return change;
}

function within(text: string, { min, max }: Limits): number | undefined {
  const value = Number(text);
  return text !== '' && value >= min && value <= max ? value : undefined;
}

const percent = (factor: number) => String(Math.round(factor * 1000) / 10);

/** Our own marks never stand in a name. */
const escaped = (name: string) => name.replace(/[%*,]/g, encodeMark);
const encodeMark = (mark: string) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;
const unescaped = (text: string) =>
  text.replace(/%(25|2A|2C)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
