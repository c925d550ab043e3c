import type { Way } from './here.ts';

/** The way of a development project, from idea to moving in. */
export const projectWay: Way = {
  field: 'skede',
  steps: [
    {
      title: { sv: 'Idé', en: 'Idea' },
      codes: ['idé'],
      means: {
        sv: 'En idé som inte är prövad. Härnäst: planbesked, om kommunen vill pröva den i en detaljplan.',
        en: 'An idea that has not been tried. Next: a planning notice, if the municipality wants to try it in a plan.',
      },
    },
    {
      title: { sv: 'Planbesked', en: 'Planning notice' },
      codes: ['planbesked'],
      means: {
        sv: 'Kommunen prövar om en detaljplan ska göras, eller har sagt att den ska det. Härnäst: arbetet med planen.',
        en: 'The municipality considers whether to make a plan, or has said that it will. Next: work on the plan.',
      },
    },
    {
      title: { sv: 'Planering', en: 'Planning' },
      codes: ['planering'],
      phase: 'process',
      means: {
        sv: 'En detaljplan arbetas fram. Härnäst: avtal om hur den ska genomföras.',
        en: 'A plan is being made. Next: an agreement on how to carry it out.',
      },
    },
    {
      title: { sv: 'Genomförandeavtal', en: 'Implementation agreement' },
      codes: ['genomförandeavtal'],
      phase: 'decided',
      means: {
        sv: 'Kommunen och byggherren avtalar om vem som gör vad. Härnäst: projektering.',
        en: 'The municipality and the developer agree on who does what. Next: design.',
      },
    },
    {
      title: { sv: 'Projektering', en: 'Design' },
      codes: ['projektering'],
      means: {
        sv: 'Hus och gator ritas och upphandlas. Härnäst: byggstart.',
        en: 'Buildings and streets are designed and procured. Next: construction begins.',
      },
    },
    {
      title: { sv: 'Byggstart', en: 'Construction begins' },
      at: 'byggstart_ar',
      codes: ['byggnation'],
      means: { sv: 'Det byggs nu. Härnäst: inflyttning.', en: 'Under construction. Next: people move in.' },
    },
    {
      title: { sv: 'Klart', en: 'Finished' },
      at: 'inflyttning_till_ar',
      codes: ['klar'],
      phase: 'done',
      means: { sv: 'Allt är byggt.', en: 'All is built.' },
    },
    {
      title: { sv: 'Vilande', en: 'Resting' },
      codes: ['vilande'],
      aside: true,
      ends: true,
      means: { sv: 'Projektet vilar tills vidare.', en: 'The project rests for the time being.' },
    },
    {
      title: { sv: 'Avbrutet', en: 'Cancelled' },
      codes: ['avbruten'],
      aside: true,
      ends: true,
      means: { sv: 'Projektet blir inte av.', en: 'The project will not be carried out.' },
    },
  ],
};
