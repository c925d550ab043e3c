import { z } from 'zod';
import { choice, langParameter, type QueryParameter, text } from '../http/parameters.ts';
import { readGroups } from './need/catchments.ts';
import { readTried } from './need/tried.ts';

/** What `/behov` may be asked. */

export const serviceParameter = text({
  name: 'tjanst',
  about: {
    sv: 'En tjänst, till exempel forskola. Utan den: alla.',
    en: 'A service, such as forskola. Without it: all of them.',
  },
  example: 'forskola',
});

export const catchmentParameter = text({
  name: 'omrade',
  about: {
    sv: 'Ett område (dess kod), en grupp (grupp-1) eller alla, år för år.',
    en: 'An area (its code), a group (grupp-1) or alla, year by year.',
  },
  example: '0381R006',
});

export const groupingParameter = choice(['omraden', 'kommun'], {
  name: 'upptagning',
  about: {
    sv: 'Vart områden för sig (omraden) eller hela kommunen tillsammans (kommun). Utan den: tillsammans där de flesta områden inte har egna platser.',
    en: 'Each area by itself (omraden) or the whole municipality together (kommun). Without it: together where most areas have no places of their own.',
  },
});

export const groupsParameter: QueryParameter<string | undefined> = {
  name: 'grupper',
  about: {
    sv: 'Områden som delar på platser: namn:kod,kod;namn:kod,kod. Övriga står för sig.',
    en: 'Areas that share places: name:code,code;name:code,code. The others stand by themselves.',
  },
  schema: z
    .string()
    .refine((text) => readGroups(text) !== undefined)
    .optional(),
  expected: {
    sv: 'namn:kod,kod;namn:kod, och inget område i två grupper',
    en: 'name:code,code;name:code, and no area in two groups',
  },
  example: 'Norr:0381R004,0381R009',
};

export const triedParameter: QueryParameter<string | undefined> = {
  name: 'prov',
  about: {
    sv: 'Andra behovstal att prova, som identitet=andel med semikolon mellan. Identiteterna står i svaret.',
    en: 'Other rates to try, as identity=share with semicolons between. The identities are in the answer.',
  },
  schema: z
    .string()
    .refine((text) => readTried(text) !== undefined)
    .optional(),
  expected: { sv: 'identitet=andel, med andelen mellan 0 och 1', en: 'identity=share, the share between 0 and 1' },
  example: 'forskola-andel-1-2020=0.9',
};

export const projectsParameter = choice(['med', 'utan'], {
  name: 'projekt',
  about: {
    sv: 'Räkna med eller utan platser som projekt ger. Utan parametern: med.',
    en: 'With (med) or without (utan) the places that projects bring. Without the parameter: with.',
  },
});

export const versionParameter = text({
  name: 'version',
  about: { sv: 'Prognosens version. Utan den: den nyaste.', en: 'Version of the forecast. Without it: the newest.' },
});

export const scenarioParameter = text({
  name: 'scenario',
  about: {
    sv: 'Prognosens scenario. Utan det: huvudscenariot.',
    en: 'Scenario of the forecast. Without it: the main one.',
  },
});

export const forms = ['html', 'json', 'csv', 'xlsx', 'pdf'] as const;
export type Form = (typeof forms)[number];

export const formParameter = choice(forms, {
  name: 'f',
  about: {
    sv: 'Webbsida, JSON, CSV, arbetsbok med formler eller ett blad att skriva ut, före `Accept`.',
    en: 'A page, JSON, CSV, a workbook with formulas or a sheet to print, before `Accept`.',
  },
  example: 'json',
});

export const needParameters: readonly QueryParameter[] = [
  ...[serviceParameter, catchmentParameter, groupingParameter, groupsParameter, triedParameter, projectsParameter],
  ...[versionParameter, scenarioParameter, formParameter, langParameter],
];
