import type { Localized } from './definition.ts';

/** A card of the map: several datasets may belong to it. */
export interface Subject {
  id: string;
  title: Localized;
  /** One plain sentence on the card. */
  sentence: Localized;
  /** What a reader could get wrong, said on the card while it is switched on. */
  note?: Localized;
}

/** The cards in order. A dataset whose subject is not here gets a card of its own after them. */
export const subjects: readonly Subject[] = [
  {
    id: 'detaljplaner',
    title: { sv: 'Detaljplaner', en: 'Development plans' },
    sentence: {
      sv: 'Vad som får byggas, och vilka planer som är på gång.',
      en: 'What may be built, and which plans are on their way.',
    },
    note: {
      sv: 'Att det inte syns någon plan här betyder inte att det saknas en plan: äldre planer är inte alltid digitala.',
      en: 'That no plan is shown here does not mean that there is none: older plans are not always digital.',
    },
  },
  {
    id: 'exploateringsomraden',
    title: { sv: 'Exploateringsområden', en: 'Development areas' },
    sentence: {
      sv: 'Var det byggs och ska byggas, hur mycket och när.',
      en: 'Where building goes on or is planned, how much and when.',
    },
  },
  {
    id: 'befolkningsprognos',
    title: { sv: 'Befolkningsprognos', en: 'Population forecast' },
    sentence: {
      sv: 'Hur många som väntas bo i varje område, år för år.',
      en: 'How many people are expected to live in each area, year by year.',
    },
  },
  {
    id: 'lokaler',
    title: { sv: 'Skolor, förskolor och boenden', en: 'Schools, preschools and homes' },
    sentence: {
      sv: 'Var kommunen har platser i skola, förskola och omsorg, hur många och till vilket år.',
      en: 'Where the municipality has places in schools, preschools and care, how many and until which year.',
    },
  },
];

/** The subject of layers that have no card: they are the paper under the map. */
export const backgroundSubject = 'background';
