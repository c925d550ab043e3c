import type { Localized } from '../../datasets/definition.ts';
import type { Problem } from '../report.ts';
import { error, listed, warning } from './words.ts';

/** What can be reported of plans: deliveries from and to NGP, and files after SS 637040. */

export const ngpStructure = (path: string, detail: Localized) =>
  error('ngp-structure', {
    sv: `följer inte informationsspecifikationen: ${path ? `${path}: ` : ''}${detail.sv}`,
    en: `does not follow the information specification: ${path ? `${path}: ` : ''}${detail.en}`,
  });

export const ngpColourGuessed = (count: number) =>
  warning('ngp-colour-guessed', {
    sv: `${count} bestämmelser hänvisar till poster i planbestämmelsekatalogen som tjänsten inte har; färg och beteckning är tagna efter formuleringen`,
    en: `${count} provisions refer to catalogue entries that the service does not have; colour and letter follow the wording`,
  });

// To NGP

export const ngpNothing = () =>
  error('ngp-nothing', { sv: 'det finns inga planer att leverera', en: 'there are no plans to deliver' });

/** `columns`: those that would say it; none: the table has no such column, but may keep objects as they came in `raw`. */
export const ngpLacks = (
  problem: Problem,
  columns: readonly string[],
  raw: string | undefined,
  path: string,
): Problem => {
  if (columns.length > 0) return { ...problem, remedy: columnRemedy(columns) };
  const remedy = {
    sv: `tabellen har ingen kolumn för ${path}; skriv det i ${raw}, i form av JSON som i NGP`,
    en: `the table has no column for ${path}; write it in ${raw}, as JSON as NGP has it`,
  };
  return raw === undefined ? problem : { ...problem, remedy };
};

function columnRemedy(columns: readonly string[]): Localized {
  const { sv, en } = listed(columns);
  if (columns.length === 1) return { sv: `fyll i eller rätta ${sv}`, en: `fill in or correct ${en}` };
  return { sv: `fyll i eller rätta någon av ${sv}`, en: `fill in or correct one of ${en}` };
}

export const ngpVersion = (version: number | undefined) =>
  error(
    'ngp-version',
    {
      sv: 'planen eller dess bestämmelser är ändrade sedan leveransen, men versionen är den gamla',
      en: 'the plan or its provisions have changed since the delivery, but its version is the old one',
    },
    {
      sv: `${version === undefined ? '' : `sätt objektversion till ${version + 1} och `}sätt version_giltig_fran till när ändringen började gälla`,
      en: `${version === undefined ? '' : `set objektversion to ${version + 1} and `}set version_giltig_fran to when the change took effect`,
    },
  );

export const ngpMulti = () => ({
  ...error(
    'ngp-multi',
    {
      sv: 'geometrin har flera delar, som en NGP-leverans inte får ha',
      en: 'the geometry has several parts, which an NGP delivery must not have',
    },
    {
      sv: 'dela den i en rad för varje del, med samma objektidentitet och geometrinummer 1, 2 …',
      en: 'split it into a row for each part, with the same objektidentitet and geometrinummer 1, 2 …',
    },
  ),
  rule: 'DP-0018',
});

export const ngpDrawn = () =>
  warning('ngp-drawn', {
    sv: 'geometrin är ritad eller ändrad här: lägesbestämningsmetoden anges som okänd',
    en: 'the geometry was drawn or changed here: how its place was found is told as unknown',
  });

export const ngpNotSaid = (remedy: Localized | undefined, raw: string | undefined) =>
  error(
    'ngp-not-said',
    {
      sv: 'värdet går inte att uttrycka i NGP tillsammans med resten av objektet',
      en: 'the value cannot be told in NGP together with the rest of the object',
    },
    remedy ?? {
      sv: `jämför med ${raw ?? 'det som levererades'} och med bestämmelsens andra rader`,
      en: `compare with ${raw ?? 'what was delivered'} and with the other rows of the provision`,
    },
  );

export const ngpNoPlace = () =>
  warning('ngp-no-place', {
    sv: 'NGP har ingen plats för värdet: det följer inte med, och blir ett annat om filen läses in igen',
    en: 'NGP has no place for the value: it does not go along, and would be another if the file is imported again',
  });

export const ngpRenumbered = () =>
  warning('ngp-renumbered', {
    sv: 'NGP har inga geometrinummer: om filen läses in igen får bestämmelsens geometrier nya',
    en: 'NGP has no geometry numbers: if the file is imported again the geometries of the provision get others',
  });

export const ngpDangling = () =>
  warning('ngp-dangling', {
    sv: 'planen hänvisar till en bestämmelse som inte finns',
    en: 'the plan refers to a provision that does not exist',
  });

// SS 637040

export const ssNoPlans = () =>
  error('ss-no-plans', {
    sv: 'filen är ingen plan enligt SS 637040:2016',
    en: 'the file is no plan after SS 637040:2016',
  });

export const referenceInFileMissing = () =>
  error('ss-reference', {
    sv: 'hänvisar till en gräns eller ett område som inte finns i filen',
    en: 'refers to a line or an area that is not in the file',
  });

export const curveUnknown = () =>
  error(
    'ss-curve',
    { sv: 'gränsen är ingen linje av raka delar', en: 'the line is not made of straight parts' },
    { sv: 'exportera planen med bågar som raka delar', en: 'export the plan with arcs as straight parts' },
  );

export const areaOpen = () =>
  error('ss-area-open', {
    sv: 'områdets gränser går inte ihop till en yta',
    en: 'the lines of the area do not close',
  });

export const planStatusGuessed = (status: string) =>
  warning(
    'ss-status-guessed',
    {
      sv: `formatet säger inte om planen har fått laga kraft; planstatus blev ${status}`,
      en: `the format does not say whether the plan is in force; its status became ${status}`,
    },
    {
      sv: 'ange den med --set, till exempel --set "status=laga kraft"',
      en: 'say it, such as --set "status=laga kraft"',
    },
  );

export const provisionWordsGuessed = (count: number) =>
  warning('ss-words-guessed', {
    sv: `${count} bestämmelser har en kod som tjänsten inte har ord för; koden står i stället för formuleringen`,
    en: `${count} provisions have a code that the service has no words for; the code stands instead of the wording`,
  });
