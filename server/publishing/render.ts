import type { Finding, Report } from './report.ts';

type Language = 'sv' | 'en';

/** Findings of one kind that are written out; the rest are counted. */
const mostOfEachKind = 20;

const words = {
  sv: {
    refused: (file: string, errors: number) =>
      `${file} är inte publicerad: ${errors} fel. Det som redan är publicerat är orört.`,
    read: (rows: number) => `${rows} ${rows === 1 ? 'rad läst' : 'rader lästa'}`,
    counts: (inserted: number, updated: number, deleted: number, unchanged: number) =>
      `${inserted} nya, ${updated} ändrade, ${deleted} borttagna, ${unchanged} oförändrade`,
    published: (file: string, seconds: string, number: number | undefined) =>
      `${file} är publicerad på ${seconds} s${number === undefined ? '; allt var som det var.' : `, som publicering ${number}.`}`,
    tried: (file: string) => `${file} är prövad, och inget är ändrat (--dry-run).`,
    errors: 'Fel',
    warnings: 'Varningar',
    notes: 'Att veta',
    row: 'rad',
    column: 'kolumn',
    more: (count: number) => `… och ${count} rader till`,
  },
  en: {
    refused: (file: string, errors: number) =>
      `${file} is not published: ${errors} ${errors === 1 ? 'error' : 'errors'}. What was published before is untouched.`,
    read: (rows: number) => `${rows} ${rows === 1 ? 'row' : 'rows'} read`,
    counts: (inserted: number, updated: number, deleted: number, unchanged: number) =>
      `${inserted} new, ${updated} changed, ${deleted} deleted, ${unchanged} unchanged`,
    published: (file: string, seconds: string, number: number | undefined) =>
      `${file} was published in ${seconds} s${number === undefined ? '; all was as it was.' : `, as publication ${number}.`}`,
    tried: (file: string) => `${file} was tried, and nothing has changed (--dry-run).`,
    errors: 'Errors',
    warnings: 'Warnings',
    notes: 'Good to know',
    row: 'row',
    column: 'column',
    more: (count: number) => `… and ${count} more rows`,
  },
} as const;

/** The report as lines for a terminal. */
export function renderReport(report: Report, language: Language): string {
  const say = words[language];
  const lines: string[] = [];
  for (const one of report.datasets) {
    const counts = report.refused ? '' : `; ${say.counts(one.inserted, one.updated, one.deleted, one.unchanged)}`;
    lines.push(`${one.title[language]} (${one.dataset}): ${say.read(one.rowsRead)}${counts}.`);
  }
  lines.push(...renderFindings(report.findings, language));
  if (report.notes.length > 0) lines.push(`${say.notes}:`, ...report.notes.map((note) => `  ${note[language]}`));
  lines.push(ending(report, say));
  return lines.join('\n');
}

/** Errors, then warnings, the first of each kind. */
export function renderFindings(findings: readonly Finding[], language: Language): string[] {
  const { errors, warnings } = words[language];
  return [...section(errors, findings, 'error', language), ...section(warnings, findings, 'warning', language)];
}

function ending(
  { file, refused, dryRun, errors, seconds, publication }: Report,
  say: (typeof words)[Language],
): string {
  if (refused) return say.refused(file, errors);
  return dryRun ? say.tried(file) : say.published(file, seconds.toFixed(1), publication);
}

function section(title: string, all: readonly Finding[], severity: Finding['severity'], language: Language): string[] {
  const findings = all.filter((finding) => finding.severity === severity);
  if (findings.length === 0) return [];
  const seen = new Map<string, number>();
  const shown = findings.filter((finding) => {
    const before = seen.get(kindOf(finding)) ?? 0;
    seen.set(kindOf(finding), before + 1);
    return before < mostOfEachKind;
  });
  // What concerns the whole file comes first, then row by row.
  const lines = shown.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0)).map((one) => `  ${renderFinding(one, language)}`);
  for (const [kind, count] of seen) {
    const example = findings.find((finding) => kindOf(finding) === kind);
    if (!example || count <= mostOfEachKind) continue;
    lines.push(`  ${words[language].more(count - mostOfEachKind)}: ${example.reason[language]}`);
  }
  return [`${title}:`, ...lines];
}

function kindOf({ code, dataset, field }: Finding): string {
  return `${code} ${dataset} ${field}`;
}

/** `rad 3 "Norra Myran", skede (kolumn status): "Ska utredas": värdet finns inte i listan; ska vara något av: …` */
export function renderFinding(finding: Finding, language: Language): string {
  const say = words[language];
  const where = [
    finding.row === null ? '' : `${say.row} ${finding.row}${finding.name ? ` "${finding.name}"` : ''}`,
    finding.field ? `${finding.field}${finding.column ? ` (${say.column} ${finding.column})` : ''}` : '',
  ].filter((part) => part !== '');
  const value = finding.value === null ? '' : `"${finding.value}": `;
  const remedy = finding.remedy ? `; ${finding.remedy[language]}` : '';
  return `${where.length > 0 ? `${where.join(', ')}: ` : ''}${value}${finding.reason[language]}${remedy}`;
}
