import type { Localized } from '../datasets/definition.ts';

/** What is wrong or noteworthy, without saying where: see findings.ts for all there are. */
export interface Problem {
  code: string;
  /** The rule's number in the national specification, where it has one: `DP-0003`. */
  rule?: string;
  severity: 'error' | 'warning';
  reason: Localized;
  /** What would be right, or what to do. */
  remedy: Localized | null;
}

/** A problem and its place in the file. */
export interface Finding extends Problem {
  dataset: string | null;
  /** Row in the file, from 1; null when it is about the whole file. */
  row: number | null;
  /** What people call the row, if it has a name. */
  name: string | null;
  field: string | null;
  /** The file's column, when it is called something else than the field. */
  column: string | null;
  /** The value in the file, shortened. */
  value: string | null;
  /** Where on earth: easting, northing in EPSG:3006. */
  at?: readonly [easting: number, northing: number];
}

export interface DatasetReport {
  dataset: string;
  title: Localized;
  rowsRead: number;
  inserted: number;
  updated: number;
  deleted: number;
  unchanged: number;
}

export interface Report {
  file: string;
  datasets: DatasetReport[];
  /** The first findings of each kind; `errors` and `warnings` count all of them. */
  findings: Finding[];
  errors: number;
  warnings: number;
  /** What the import decided by itself, and what it did besides: the edition, the columns it left, the examples. */
  notes: Localized[];
  /** True: nothing was changed. */
  refused: boolean;
  /** Nothing was changed, since that was asked for; counts tell what would have been. */
  dryRun: boolean;
  /** Its number. Absent: the data were the same already. */
  publication?: number;
  seconds: number;
}

/** The file or the command cannot be used at all. Caught by publishFile, which reports it. */
export class Refusal extends Error {
  readonly problem: Problem;
  readonly value: string | null;

  constructor(problem: Problem, value: string | null = null) {
    super(problem.reason.en);
    this.problem = problem;
    this.value = value;
  }
}

const longestValue = 60;
/** A file of a million wrong rows must not become a report of a million lines. */
const keptOfEachKind = 200;

/** A value as it is shown in a finding: one line, not too long. */
export function shorten(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll(/\s+/g, ' ').trim();
  if (text === '') return null;
  return text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text;
}

/** Where in the file a problem is. */
export type Place = Partial<Pick<Finding, 'dataset' | 'row' | 'name' | 'field' | 'column' | 'at'>> & {
  value?: unknown;
};

export interface FindingList {
  readonly findings: Finding[];
  readonly errors: number;
  readonly warnings: number;
  /** Whether there is one with that code. */
  has(code: string): boolean;
  add(problem: Problem, place?: Place): void;
}

export function findingList(): FindingList {
  const findings: Finding[] = [];
  const seen = new Map<string, number>();
  const counts = { error: 0, warning: 0 };
  return {
    findings,
    get errors() {
      return counts.error;
    },
    get warnings() {
      return counts.warning;
    },
    has: (code) => findings.some((finding) => finding.code === code),
    add(problem, { dataset = null, row = null, name = null, field = null, column = null, value, at } = {}) {
      counts[problem.severity] += 1;
      const kind = `${problem.code} ${dataset} ${field}`;
      const before = seen.get(kind) ?? 0;
      seen.set(kind, before + 1);
      if (before >= keptOfEachKind) return;
      const renamed = column === field ? null : column;
      const where = { dataset, row, name, field, column: renamed, value: shorten(value) };
      findings.push({ ...problem, ...where, ...(at === undefined ? {} : { at }) });
    },
  };
}
