import { type Finding, kindOf, type Report } from './report.ts';
import { endingOf } from './sentences.ts';

type Language = 'sv' | 'en';

/** Findings of one kind that are written out; the rest are counted. */
const mostOfEachKind = 20;

const words = {
  sv: {
    read: (rows: number) => `${rows} ${rows === 1 ? 'rad läst' : 'rader lästa'}`,
    counts: (inserted: number, updated: number, deleted: number, unchanged: number) =>
      `${inserted} nya, ${updated} ändrade, ${deleted} borttagna, ${unchanged} oförändrade`,
    would: 'skulle bli',
    refused: (rows: number) => `${rows} ${rows === 1 ? 'rad' : 'rader'} med fel`,
    errors: 'Fel',
    warnings: 'Varningar',
    notes: 'Att veta',
    row: 'rad',
    column: 'kolumn',
    more: (count: number) => `… och ${count} rader till`,
  },
  en: {
    read: (rows: number) => `${rows} ${rows === 1 ? 'row' : 'rows'} read`,
    counts: (inserted: number, updated: number, deleted: number, unchanged: number) =>
      `${inserted} new, ${updated} changed, ${deleted} deleted, ${unchanged} unchanged`,
    would: 'would become',
    refused: (rows: number) => `${rows} ${rows === 1 ? 'row' : 'rows'} with errors`,
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
    const { inserted, updated, deleted, unchanged, refused } = one;
    const counts = say.counts(inserted, updated, deleted, unchanged);
    // Where rows were refused nothing was compared.
    const isCompared = refused === 0 && (!report.refused || inserted + updated + deleted > 0);
    const found = refused > 0 ? say.refused(refused) : isCompared ? counts : undefined;
    const would = isCompared && (report.refused || report.dryRun) ? `${say.would} ` : '';
    const rest = found === undefined ? '' : `; ${would}${found}`;
    lines.push(`${one.title[language]} (${one.dataset}): ${say.read(one.rowsRead)}${rest}.`);
  }
  lines.push(...renderFindings(report, language));
  if (report.notes.length > 0) lines.push(`${say.notes}:`, ...report.notes.map((note) => `  ${note[language]}`));
  lines.push(endingOf(report)[language]);
  return lines.join('\n');
}

/** Errors, then warnings, the first of each kind. */
export function renderFindings(found: Found, language: Language): string[] {
  const { errors, warnings } = words[language];
  return [...section(errors, found, 'error', language), ...section(warnings, found, 'warning', language)];
}

type Found = Pick<Report, 'findings'> & { counts: readonly Report['counts'][number][] };

function section(title: string, found: Found, severity: Finding['severity'], language: Language): string[] {
  const findings = found.findings.filter((finding) => finding.severity === severity);
  if (findings.length === 0) return [];
  const seen = new Map<string, number>();
  const shown = findings.filter((finding) => {
    const before = seen.get(kindOf(finding)) ?? 0;
    seen.set(kindOf(finding), before + 1);
    return before < mostOfEachKind;
  });
  // What concerns the whole file comes first, then row by row.
  const lines = shown.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0)).map((one) => `  ${renderFinding(one, language)}`);
  for (const kind of found.counts) {
    const example = findings.find((finding) => kindOf(finding) === kindOf(kind));
    if (!example || kind.count <= mostOfEachKind) continue;
    lines.push(`  ${words[language].more(kind.count - mostOfEachKind)}: ${example.reason[language]}`);
  }
  return [`${title}:`, ...lines];
}

/** `rad 3 "Norra Myran", skede (kolumn status): "Ska utredas": värdet finns inte i listan; ska vara något av: …` */
export function renderFinding(finding: Finding, language: Language): string {
  const say = words[language];
  const where = [
    [finding.row === null ? '' : `${say.row} ${finding.row}`, finding.name ? `"${finding.name}"` : '']
      .filter((part) => part !== '')
      .join(' '),
    finding.field ? `${finding.field}${finding.column ? ` (${say.column} ${finding.column})` : ''}` : '',
  ].filter((part) => part !== '');
  const value = finding.value === null ? '' : `"${finding.value}": `;
  const remedy = finding.remedy ? `; ${finding.remedy[language]}` : '';
  return `${where.length > 0 ? `${where.join(', ')}: ` : ''}${value}${finding.reason[language]}${remedy}`;
}
