import { z } from 'zod';

/**
 * What a publication did, or why it was refused. This is also the document that `--json` and `--report file.json` give:
 * names stay, more may come.
 */

const localized = z.object({ sv: z.string(), en: z.string() });
const severity = z.enum(['error', 'warning']);

/** What is wrong or noteworthy, without saying where: see findings.ts for all there are. */
const problemSchema = z.object({
  code: z.string(),
  /** The rule's number in the national specification, where it has one: `DP-0003`. */
  rule: z.string().optional(),
  /** An error refuses the file, a warning does not. */
  severity,
  reason: localized,
  /** What would be right, or what to do. */
  remedy: localized.nullable(),
});

/** A problem and its place in the file. */
const findingSchema = problemSchema.extend({
  dataset: z.string().nullable(),
  /** Row in the file, from 1; null when it is about the whole file. */
  row: z.number().nullable(),
  /** What people call the row, if it has a name. */
  name: z.string().nullable(),
  field: z.string().nullable(),
  /** The file's column, when it is called something else than the field. */
  column: z.string().nullable(),
  /** The value in the file, shortened. */
  value: z.string().nullable(),
  /** Where on earth: easting, northing in EPSG:3006. */
  at: z.tuple([z.number(), z.number()]).readonly().optional(),
});

/** How many findings there are of a kind: of a problem in a field of a dataset. */
const findingCountSchema = z.object({
  code: z.string(),
  severity,
  dataset: z.string().nullable(),
  field: z.string().nullable(),
  count: z.number(),
});

const datasetReportSchema = z.object({
  dataset: z.string(),
  title: localized,
  rowsRead: z.number(),
  inserted: z.number(),
  updated: z.number(),
  deleted: z.number(),
  unchanged: z.number(),
  /** Rows of the file with at least one error. Where there is any, nothing is published, and the four before it are 0. */
  refused: z.number(),
});

export const reportSchema = z.object({
  kind: z.enum(['import', 'rollback']),
  /** Of an import: the name of its file, and SHA-256 as hexadecimal digits (a folder has none). */
  file: z.string().optional(),
  sha256: z.string().optional(),
  /** When it began, ISO 8601 in UTC. */
  started: z.string(),
  /** The role in the database that did it. */
  role: z.string(),
  message: z.string().optional(),
  /** What was asked for besides the dataset and the file; of a rollback, to which version. */
  options: z.record(z.string(), z.unknown()),
  datasets: z.array(datasetReportSchema),
  /** The first findings of each kind; `errors`, `warnings` and `counts` count all of them. */
  findings: z.array(findingSchema),
  counts: z.array(findingCountSchema),
  errors: z.number(),
  warnings: z.number(),
  /** What was decided without being asked for, and done besides: the edition, the columns left out, the examples. */
  notes: z.array(localized),
  /** True: nothing was changed. */
  refused: z.boolean(),
  /** Nothing was changed, since that was asked for; the numbers tell what would have been. */
  dryRun: z.boolean(),
  /** Its number. Absent: the data were the same already, or nothing was changed. */
  publication: z.number().optional(),
  seconds: z.number(),
});

export type Problem = z.infer<typeof problemSchema>;
export type Finding = z.infer<typeof findingSchema>;
export type FindingCount = z.infer<typeof findingCountSchema>;
export type DatasetReport = z.infer<typeof datasetReportSchema>;
export type Report = z.infer<typeof reportSchema>;

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
/** A file of a million wrong rows must not become a report of a million lines: so many in all, then so many of each kind. */
const mostKept = 20_000;
const keptOfEachKind = 200;

/** A value as it is shown in a finding: one line, not too long. */
export function shorten(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).replaceAll(/\s+/g, ' ').trim();
  if (text === '') return null;
  return text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text;
}

/** A place in a system of coordinates, east before north. */
export interface Corner {
  srid: number;
  east: number;
  north: number;
}

/** Where in the file a problem is. */
export type Place = Partial<Pick<Finding, 'dataset' | 'row' | 'name' | 'field' | 'column' | 'at'>> & {
  value?: unknown;
  /** Somewhere on the row, where `at` is not known yet. */
  corner?: (() => Corner | undefined) | undefined;
};

export interface FindingList {
  readonly findings: Finding[];
  readonly errors: number;
  readonly warnings: number;
  readonly counts: readonly FindingCount[];
  /** Those that have no `at`, with somewhere on their row. */
  readonly corners: ReadonlyMap<Finding, Corner>;
  /** Whether there is one with that code. */
  has(code: string): boolean;
  /** How many rows of a dataset's source have an error. */
  refusedRows(dataset: string): number;
  add(problem: Problem, place?: Place): void;
}

export function findingList(): FindingList {
  const findings: Finding[] = [];
  const counts = new Map<string, FindingCount>();
  const corners = new Map<Finding, Corner>();
  const refused = new Map<string | null, Set<number>>();
  const total = { error: 0, warning: 0 };
  return {
    findings,
    corners,
    get errors() {
      return total.error;
    },
    get warnings() {
      return total.warning;
    },
    get counts() {
      return [...counts.values()];
    },
    has: (code) => findings.some((finding) => finding.code === code),
    refusedRows: (dataset) => refused.get(dataset)?.size ?? 0,
    add(problem, { dataset = null, row = null, name = null, field = null, column = null, value, at, corner } = {}) {
      const { code, severity } = problem;
      total[severity] += 1;
      if (severity === 'error' && row !== null) refused.set(dataset, (refused.get(dataset) ?? new Set()).add(row));
      const kind = kindOf({ code, dataset, field });
      const counted = counts.get(kind) ?? { code, severity, dataset, field, count: 0 };
      counts.set(kind, counted);
      counted.count += 1;
      if (findings.length >= mostKept && counted.count > keptOfEachKind) return;
      const renamed = column === field ? null : column;
      const where = { dataset, row, name, field, column: renamed, value: shorten(value) };
      const finding = { ...problem, ...where, ...(at === undefined ? {} : { at }) };
      findings.push(finding);
      const found = at ? undefined : corner?.();
      if (found) corners.set(finding, found);
    },
  };
}

/** Findings that are about the same: one problem in one field of one dataset. */
export function kindOf({ code, dataset, field }: Pick<Finding, 'code' | 'dataset' | 'field'>): string {
  return `${code} ${dataset} ${field}`;
}
