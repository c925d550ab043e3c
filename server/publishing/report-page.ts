import type { Database } from '../database/database.ts';
import type { Definition, Localized } from '../datasets/definition.ts';
import { type Html, html, textOf } from '../pages/index.ts';
import { lookAround, noPlaces, type Places } from './places.ts';
import type { DatasetReport, Report } from './report.ts';
import { both, number } from './report-page/both.ts';
import { renderFindings } from './report-page/findings.ts';
import { type Framed, frameAround, linesOf } from './report-page/frame.ts';
import { patterns, renderMap } from './report-page/map.ts';
import { style } from './report-page/style.ts';
import { endingOf, titleOf } from './sentences.ts';

/** The maps of a report: of each dataset of which something can be seen on one. */
export async function framedPlaces(
  database: Database,
  definitions: readonly Definition[],
  { datasets, findings }: Report,
  found: ReadonlyMap<string, Places>,
): Promise<Framed[]> {
  const maps: Framed[] = [];
  for (const { dataset } of datasets) {
    const definition = definitions.find(({ id }) => id === dataset);
    if (!definition?.geometry) continue;
    const places = found.get(dataset) ?? noPlaces();
    const shapes = [...places.added, ...places.changed, ...places.removed];
    const marks = findings.flatMap((one) => (one.dataset === dataset && one.at ? [[...one.at]] : []));
    const frame = frameAround([...shapes.flatMap((shape) => linesOf(shape).lines.flat()), ...marks]);
    if (!frame) continue;
    await lookAround(database, definitions, definition, places, frame);
    maps.push({ dataset, frame, places });
  }
  return maps;
}

/**
 * The report as one HTML page in both languages, which needs nothing but itself. `lang` is the one that shows first; the
 * choice works without scripts.
 */
export function renderPage(
  report: Report,
  definitions: readonly Definition[],
  maps: readonly Framed[],
  lang: keyof Localized,
): string {
  const titles = titleOf(report);
  const state = report.refused ? 'refused' : report.dryRun ? 'tried' : 'published';
  const errors = renderFindings(report, 'error', definitions);
  const warnings = renderFindings(report, 'warning', definitions);
  const chosen = (one: keyof Localized) => (one === lang ? html` checked` : undefined);
  const page = html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${titles[lang]}</title>
<style></style>
</head>
<body>
<main>
<fieldset><legend>Språk, <span class="keep" lang="en-GB">language</span></legend>
<label lang="sv-SE"><input type="radio" name="lang" id="lang-sv"${chosen('sv')}> Svenska</label>
<label lang="en-GB"><input type="radio" name="lang" id="lang-en"${chosen('en')}> English</label></fieldset>
${patterns()}
<h1>${both(titles)}</h1>
<div class="verdict ${state}"><p>${both(endingOf(report))}</p>
${report.message === undefined ? undefined : html`<p>${report.message}</p>`}</div>
${report.datasets.map((one) => section(one, report, maps))}
${errors.length > 0 ? html`<h2>${both({ sv: 'Fel: de måste rättas', en: 'Errors: they must be put right' })}</h2>${errors}` : undefined}
${warnings.length > 0 ? html`<h2>${both({ sv: 'Varningar: se efter om det stämmer', en: 'Warnings: see whether they are right' })}</h2>${warnings}` : undefined}
${report.notes.length > 0 ? html`<h2>${both({ sv: 'Bra att veta', en: 'Good to know' })}</h2><ul>${report.notes.map((note) => html`<li>${both(note)}</li>`)}</ul>` : undefined}
<h2>${both({ sv: 'Om den här rapporten', en: 'About this report' })}</h2>
<dl>${facts(report)}</dl>
<p class="internal">${both({
    sv: 'Rapporten är till för dem som sköter tjänsten och kan innehålla uppgifter som inte är offentliga. Sprid den inte vidare utan att se efter.',
    en: 'This report is for those who run the service and may hold what is not public. Look through it before you pass it on.',
  })}</p>
</main>
</body>
</html>
`;
  // It is no text that a page would show: nothing in it is written otherwise.
  return textOf(page).replace('<style></style>', () => `<style>${style()}</style>`);
}

function section(one: DatasetReport, report: Report, maps: readonly Framed[]): Html {
  const map = maps.find(({ dataset }) => dataset === one.dataset);
  const rows: [number, Localized][] = [
    [one.inserted, { sv: 'nya', en: 'new' }],
    [one.updated, { sv: 'ändrade', en: 'changed' }],
    [one.deleted, { sv: 'borttagna', en: 'removed' }],
    [one.unchanged, { sv: 'oförändrade', en: 'unchanged' }],
  ];
  const known = one.refused > 0 ? [] : rows;
  const refused: [number, Localized][] =
    one.refused > 0 ? [[one.refused, { sv: 'rader med fel', en: 'rows with errors' }]] : [];
  const read: [number, Localized] = [one.rowsRead, { sv: 'rader lästa', en: 'rows read' }];
  return html`<h2>${both(one.title)}</h2>
<ul class="numbers">${[read, ...known, ...refused].map(([count, label]) => html`<li><b>${number(count)}</b> ${both(label)}</li>`)}</ul>
${report.refused && one.refused === 0 && one.inserted + one.updated + one.deleted > 0 ? html`<p>${both({ sv: 'Så skulle det ha blivit.', en: 'This is what it would have been.' })}</p>` : undefined}
${map ? renderMap(map, one, report.findings) : undefined}`;
}

function facts({ file, sha256, options, role, message, publication, started, seconds, dryRun }: Report): Html[] {
  const { layer, version: _, ...asked } = options;
  const time = new Date(started).toLocaleString('sv', { timeZone: 'Europe/Stockholm' });
  const all: [Localized, string | undefined][] = [
    [{ sv: 'Fil', en: 'File' }, file],
    [{ sv: 'SHA-256', en: 'SHA-256' }, sha256],
    [{ sv: 'Lager', en: 'Layer' }, typeof layer === 'string' ? layer : undefined],
    [{ sv: 'Val', en: 'Options' }, optionsIn(asked)],
    [{ sv: 'Meddelande', en: 'Message' }, message],
    [{ sv: 'Publicering', en: 'Publication' }, publication === undefined ? undefined : `nr ${publication}`],
    [{ sv: 'Bara prövad', en: 'Only tried' }, dryRun ? '--dry-run' : undefined],
    [{ sv: 'Roll i databasen', en: 'Role in the database' }, role],
    [{ sv: 'Började', en: 'Began' }, `${time} (${seconds.toFixed(1)} s)`],
  ];
  return all.flatMap(([label, value]) => (value === undefined ? [] : [html`<dt>${both(label)}</dt><dd>${value}</dd>`]));
}

/** As they were given: `--crs EPSG:3010 --map kod=regsokod --replace`; undefined: nothing was asked for. */
function optionsIn(options: Report['options']): string | undefined {
  const texts = Object.entries(options).flatMap(([name, value]) => {
    const option = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (value === undefined || value === false) return [];
    if (value === true) return [option];
    if (typeof value !== 'object' || value === null) return [`${option} ${value}`];
    return Object.entries(value).map(([key, one]) => `${option} ${key}=${one}`);
  });
  return texts.length === 0 ? undefined : texts.join(' ');
}
