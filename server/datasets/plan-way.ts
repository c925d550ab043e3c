import type { Way } from './here.ts';

/**
 * The way of a plan by Plan- och bygglagen (2010:900): consultation (5 kap. 11 §), review (5 kap. 18 §), adoption (5 kap. 27 §), appeal
 * (13 kap.), supervision by the county board (11 kap. 10 §) and implementation period (4 kap. 21–25, 39–40 §§).
 */
export const planWay: Way = {
  field: 'status',
  since: 'datum_statusforandring',
  // Plans of old were made in another way.
  datedOnly: true,
  steps: [
    {
      title: { sv: 'Påbörjad', en: 'Started' },
      at: 'datum_paborjat',
      codes: ['påbörjad'],
      phase: 'process',
      means: {
        sv: 'Kommunen tar fram ett förslag. Härnäst: samråd, då alla kan tycka till om förslaget.',
        en: 'The municipality prepares a proposal. Next: consultation, when everybody can comment on it.',
      },
    },
    {
      title: { sv: 'Samråd', en: 'Consultation' },
      codes: ['samråd'],
      means: {
        sv: 'Ett förslag finns att tycka till om, och kan ännu ändras. Härnäst: granskning av det färdiga förslaget.',
        en: 'A proposal is open for comments, and may still change. Next: review of the finished proposal.',
      },
    },
    {
      title: { sv: 'Granskning', en: 'Review' },
      codes: ['granskning'],
      means: {
        sv: 'Det färdiga förslaget granskas. Den som berörs och vill kunna överklaga ska ha lämnat sina synpunkter skriftligen innan granskningen är slut. Härnäst: beslut om att anta planen.',
        en: 'The finished proposal is reviewed. Whoever is affected and wants to be able to appeal must have commented in writing before the review ends. Next: the decision to adopt the plan.',
      },
    },
    {
      title: { sv: 'Antagen', en: 'Adopted' },
      at: 'datum_antagande',
      codes: ['antagen'],
      means: {
        sv: 'Kommunen har antagit planen, men den gäller inte än: beslutet kan överklagas. Härnäst: planen får laga kraft, om ingen överklagar.',
        en: 'The municipality has adopted the plan, but it does not apply yet: the decision can be appealed. Next: the plan comes into force, unless somebody appeals.',
      },
    },
    {
      title: { sv: 'Överklagad', en: 'Appealed' },
      codes: ['överklagad'],
      aside: true,
      means: {
        sv: 'Beslutet prövas i domstol. Planen gäller inte innan prövningen är klar.',
        en: 'The decision is tried in court. The plan does not apply before that is settled.',
      },
    },
    {
      title: { sv: 'Tillsyn', en: 'Supervision' },
      codes: ['tillsyn'],
      aside: true,
      means: {
        sv: 'Länsstyrelsen prövar beslutet. Planen gäller inte innan prövningen är klar.',
        en: 'The county board examines the decision. The plan does not apply before that is settled.',
      },
    },
    {
      title: { sv: 'Laga kraft', en: 'In force' },
      at: 'datum_laga_kraft',
      codes: ['laga kraft'],
      phase: 'done',
      means: {
        sv: 'Planen gäller tills den ändras, ersätts eller upphävs.',
        en: 'The plan applies until it is changed, replaced or repealed.',
      },
    },
    {
      title: { sv: 'Genomförandetid', en: 'Implementation period' },
      at: 'genomforandetid_startar',
      means: {
        sv: 'Planen gäller. Under genomförandetiden har fastighetsägarna en säker rätt att bygga som planen säger, och mot deras vilja ändras den bara om det finns särskilda skäl.',
        en: 'The plan applies. During the implementation period property owners have a secured right to build as the plan says, and against their will it is changed for particular reasons only.',
      },
    },
    {
      title: { sv: 'Genomförandetiden slut', en: 'Implementation period over' },
      at: 'genomforandetid_slutar',
      means: {
        sv: 'Genomförandetiden är slut. Planen gäller ändå, tills den ändras, ersätts eller upphävs.',
        en: 'The implementation period has ended. The plan applies all the same, until it is changed, replaced or repealed.',
      },
    },
    {
      title: { sv: 'Upphävd', en: 'Repealed' },
      codes: ['upphävd'],
      aside: true,
      ends: true,
      means: { sv: 'Planen gäller inte längre.', en: 'The plan no longer applies.' },
    },
    {
      title: { sv: 'Avslutad', en: 'Closed' },
      codes: ['avslutad'],
      aside: true,
      ends: true,
      means: { sv: 'Arbetet avbröts, och det blev ingen plan.', en: 'The work was stopped, and no plan came of it.' },
    },
  ],
};
