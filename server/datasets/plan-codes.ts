import type { Code } from './fields.ts';

/** The code lists of Lantmäteriet's information specification Detaljplan v4.1 and Boverket's catalogue. */

export const statuses: readonly Code[] = [
  ['påbörjad', 'Påbörjad', 'Started', 'arbetet med planen har börjat', 'work on the plan has begun'],
  ['samråd', 'Samråd', 'Consultation', 'ett förslag finns att tycka till om', 'a proposal is open for comments'],
  ['granskning', 'Granskning', 'Review', 'det färdiga förslaget granskas', 'the finished proposal is reviewed'],
  ['antagen', 'Antagen', 'Adopted', 'kommunen har beslutat, planen gäller inte än', 'decided, does not apply yet'],
  ['överklagad', 'Överklagad', 'Appealed', 'beslutet prövas i domstol', 'the decision is tried in court'],
  ['tillsyn', 'Tillsyn', 'Supervision', 'länsstyrelsen prövar beslutet', 'the county board examines the decision'],
  ['laga kraft', 'Laga kraft', 'In force', 'planen gäller', 'the plan applies'],
  ['upphävd', 'Upphävd', 'Repealed', 'planen gäller inte längre', 'the plan no longer applies'],
  ['avslutad', 'Avslutad', 'Closed', 'arbetet avbröts', 'the work was stopped'],
];

export const planTypes: readonly Code[] = [
  ['detaljplan', 'Detaljplan', 'Detailed development plan'],
  ['stadsplan', 'Stadsplan', 'Town plan (older)'],
  ['byggnadsplan', 'Byggnadsplan', 'Building plan (older)'],
  ['avstyckningsplan', 'Avstyckningsplan', 'Subdivision plan (older)'],
];

export const deciders: readonly Code[] = [
  ['byggnadsnämnd enligt PBL', 'Byggnadsnämnden', 'Building committee'],
  ['kommunstyrelse', 'Kommunstyrelsen', 'Municipal executive board'],
  ['kommunfullmäktige', 'Kommunfullmäktige', 'Municipal council'],
];

export const decisions: readonly Code[] = [
  ['antagande av ny detaljplan', 'Antagande av ny detaljplan', 'Adoption of a new plan'],
  ['antagande om ändring', 'Antagande om ändring', 'Adoption of a change'],
  ['antagande om upphävande', 'Antagande om upphävande', 'Adoption of a repeal'],
  ['beslut om avslut', 'Beslut om avslut', 'Decision to close'],
];

export const degrees: readonly Code[] = [
  ['komplett', 'Komplett', 'Complete'],
  ['ej komplett', 'Ej komplett', 'Not complete'],
];

export const reliabilities: readonly Code[] = [
  ['god', 'God', 'Good'],
  ['medel', 'Medel', 'Medium'],
  ['låg', 'Låg', 'Low'],
];

export const provisionKinds: readonly Code[] = [
  ['användningsbestämmelse', 'Användningsbestämmelse', 'Use provision'],
  ['egenskapsbestämmelse', 'Egenskapsbestämmelse', 'Property provision'],
  ['administrativ bestämmelse', 'Administrativ bestämmelse', 'Administrative provision'],
];

export const landForms: readonly Code[] = [
  ['Allmän plats', 'Allmän plats', 'Public place'],
  ['Kvartersmark', 'Kvartersmark', 'Block land'],
  ['Vattenområde', 'Vattenområde', 'Water area'],
  ['Planområdet', 'Planområdet', 'The whole plan area'],
  ['Byggnadskvarter', 'Byggnadskvarter (äldre)', 'Building block (older)'],
  ['Specialområde', 'Specialområde (äldre)', 'Special area (older)'],
];

export const symbols: readonly Code[] = [
  ['prickmark', 'Prickmark: får inte bebyggas', 'Dotted: must not be built on'],
  ['korsmark', 'Korsmark: bara komplementbyggnader', 'Crossed: outbuildings only'],
  ['utfartsförbud', 'Utfart får inte finnas', 'No vehicle exit'],
  ['stängsel', 'Stängsel ska finnas', 'Fence required'],
];
