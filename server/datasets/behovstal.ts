import type { DefinitionInput } from './definition.ts';
import { exempel, id, kalla, ours, uppdaterad } from './every-dataset.ts';
import { type Code, code, date, double, integer, text } from './fields.ts';
import { services } from './services.ts';

const kinds: readonly Code[] = [
  [
    'andel',
    'Platser per invånare',
    'Places per inhabitant',
    'andelen av åldersgruppen som behöver en plats',
    'the share of the age group that needs a place',
  ],
  [
    'projektenhet',
    'Platser per enhet i projekt',
    'Places per unit of a project',
    'vad en avdelning eller en plats i ett exploateringsprojekt ger',
    'what a group or a place in a development project gives',
  ],
];

/** By which rates people need places, and what projects give: assumptions with source and date. No geometry. */
export const behovstal: DefinitionInput = {
  ...ours,
  id: 'behovstal',
  title: { sv: 'Behovstal', en: 'Rates of need' },
  description: {
    sv: 'Hur stor del av varje åldersgrupp som behöver plats i förskola, skola och omsorg, och hur många platser projekten ger.',
    en: 'How large a share of each age group needs a place in preschool, school and care, and how many places projects give.',
  },
  informationsagare: 'ledning',
  source: { sv: 'Kommunens antaganden för lokalförsörjning', en: 'The municipality’s assumptions for premises' },
  updateFrequency: 'ANNUAL',
  table: 'public.behovstal',
  key: 'id',
  geometry: null,
  fields: [
    id({ generated: true }),
    code('tjanst', 'Tjänst', 'Service', services, { required: true, aliases: ['verksamhet', 'service'] }),
    code('slag', 'Slag', 'Kind', kinds, { required: true }),
    integer('alder_fran', 'Från ålder', 'From age', { unit: { sv: 'år', en: 'years' } }),
    integer('alder_till', 'Till och med ålder', 'To age, included', { unit: { sv: 'år', en: 'years' } }),
    double('tal', 'Tal', 'Rate', { required: true, aliases: ['andel', 'varde', 'behovstal'] }),
    integer('galler_fran', 'Gäller från år', 'Applies from year', {
      required: true,
      format: 'year',
      aliases: ['fran_ar'],
    }),
    text('underlag', 'Underlag', 'Based on', { aliases: ['kommentar_kalla'] }),
    date('datum', 'Beslutat eller hämtat', 'Decided or fetched'),
    text('anmarkning', 'Anmärkning', 'Note', { aliases: ['kommentar', 'notering'] }),
    kalla,
    uppdaterad,
    exempel(),
  ],
  need: {
    role: 'rates',
    service: 'tjanst',
    kind: 'slag',
    perPerson: 'andel',
    perUnit: 'projektenhet',
    ageFrom: 'alder_fran',
    ageTo: 'alder_till',
    value: 'tal',
    validFrom: 'galler_fran',
    source: 'underlag',
    note: 'anmarkning',
  },
  checks: [
    {
      id: 'ages',
      kind: 'in-order',
      fields: ['alder_fran', 'alder_till'],
      severity: 'error',
      title: { sv: 'Åldrarna i ordning', en: 'Ages in order' },
    },
    {
      id: 'ages-there',
      kind: 'required',
      demands: [{ field: 'alder_fran', title: { sv: 'Från ålder', en: 'From age' } }],
      when: [{ field: 'slag', in: ['andel'] }],
      severity: 'error',
      title: { sv: 'En andel gäller en ålder', en: 'A share is of an age' },
    },
    {
      id: 'share',
      kind: 'between',
      fields: ['tal'],
      least: 0,
      most: 1,
      when: [{ field: 'slag', in: ['andel'] }],
      severity: 'error',
      title: { sv: 'En andel är mellan 0 och 1', en: 'A share is between 0 and 1' },
    },
    {
      id: 'unit',
      kind: 'between',
      fields: ['tal'],
      least: 0,
      severity: 'error',
      title: { sv: 'Inget tal är negativt', en: 'No rate is negative' },
    },
  ],
};
