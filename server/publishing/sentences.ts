import type { Localized } from '../datasets/definition.ts';
import type { Report } from './report.ts';

/** What became of it, in a sentence or two for somebody who never saw the system. */
export function endingOf(report: Report): Localized {
  const { refused, dryRun, errors, warnings, seconds, publication, file } = report;
  const [sv, en] = [nameOf(report, 'sv'), nameOf(report, 'en')];
  if (refused) {
    const asked = file === undefined ? '' : ' Rätta det som står under Fel och kör kommandot igen.';
    return {
      sv: `${sv} är inte publicerad: ${errors} fel. Det som redan är publicerat är orört.${asked}`,
      en: `${en} is not published: ${errors} ${errors === 1 ? 'error' : 'errors'}. What was published before is untouched.${file === undefined ? '' : ' Put right what stands under Errors and run the command again.'}`,
    };
  }
  const doubts = warnings === 0 ? { sv: '', en: '' } : seeWarnings(warnings);
  const isNews = report.datasets.some(({ inserted, updated, deleted }) => inserted + updated + deleted > 0);
  if (dryRun) {
    return {
      sv: `${sv} är prövad och går att publicera${isNews ? '' : '; allt är redan så'}. Inget är ändrat ännu (--dry-run).${doubts.sv}`,
      en: `${en} was tried and can be published${isNews ? '' : '; all is so already'}. Nothing has changed yet (--dry-run).${doubts.en}`,
    };
  }
  const [svSeconds, enSeconds] = [seconds.toFixed(1).replace('.', ','), seconds.toFixed(1)];
  if (publication === undefined) {
    return {
      sv: `${sv} stämmer redan med det som är publicerat; allt var som det var (${svSeconds} s).${doubts.sv}`,
      en: `${en} agrees with what is published already; all was as it was (${enSeconds} s).${doubts.en}`,
    };
  }
  return {
    sv: `${sv} är publicerad som nummer ${publication} (${svSeconds} s). Kartan, filerna och API:et visar det nya.${doubts.sv}`,
    en: `${en} is published as number ${publication} (${enSeconds} s). The map, the files and the API show the new state.${doubts.en}`,
  };
}

function nameOf({ file, options }: Report, lang: keyof Localized): string {
  if (file !== undefined) return file;
  return { sv: `Återgången till version ${options.version}`, en: `The rollback to version ${options.version}` }[lang];
}

function seeWarnings(count: number): Localized {
  return {
    sv: ` Se efter: ${count} ${count === 1 ? 'varning' : 'varningar'}.`,
    en: ` Please look at ${count} ${count === 1 ? 'warning' : 'warnings'}.`,
  };
}

/** What the report is about, as a heading. */
export function titleOf({ kind, file, options, datasets }: Report): Localized {
  const list = (lang: keyof Localized) => datasets.map(({ title }) => title[lang]).join(', ');
  const into = (to: string, lang: keyof Localized) => (datasets.length === 0 ? '' : ` ${to} ${list(lang)}`);
  if (kind === 'import') return { sv: `${file}${into('till', 'sv')}`, en: `${file}${into('to', 'en')}` };
  return {
    sv: `${list('sv')}: tillbaka till version ${options.version}`,
    en: `${list('en')}: back to version ${options.version}`,
  };
}
