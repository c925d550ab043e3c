import type { Code } from './fields.ts';

/** The code lists of development projects. */

export const projectKinds: readonly Code[] = [
  ['bostad', 'Bostäder', 'Housing'],
  ['verksamhet', 'Verksamheter', 'Businesses'],
  ['blandat', 'Blandat', 'Mixed'],
  ['samhällsservice', 'Samhällsservice', 'Public services'],
  ['infrastruktur', 'Infrastruktur', 'Infrastructure'],
];

export const stages: readonly Code[] = [
  ['idé', 'Idé', 'Idea'],
  ['planbesked', 'Planbesked', 'Planning notice'],
  ['planering', 'Planering', 'Planning'],
  ['genomförandeavtal', 'Genomförandeavtal', 'Implementation agreement'],
  ['projektering', 'Projektering', 'Design'],
  ['byggnation', 'Byggs nu', 'Under construction'],
  ['klar', 'Klart', 'Finished'],
  ['vilande', 'Vilande', 'Resting'],
  ['avbruten', 'Avbrutet', 'Cancelled'],
];

export const houseKinds: readonly Code[] = [
  ['flerbostadshus', 'Flerbostadshus', 'Apartment buildings'],
  ['småhus', 'Småhus', 'Houses'],
  ['specialbostad', 'Specialbostäder', 'Special housing'],
];

export const landowners: readonly Code[] = [
  ['kommun', 'Kommunen', 'The municipality'],
  ['privat', 'Privat', 'Private'],
  ['blandat', 'Både kommunen och privat', 'Both'],
];

export const agreements: readonly Code[] = [
  ['intentionsavtal', 'Intentionsavtal', 'Letter of intent'],
  ['föravtal', 'Föravtal', 'Preliminary agreement'],
  ['markanvisning', 'Markanvisning', 'Land allocation'],
  ['exploateringsavtal', 'Exploateringsavtal', 'Development agreement'],
];

export const visibilities: readonly Code[] = [
  ['publik', 'Publik', 'Public'],
  ['intern', 'Intern', 'Internal'],
];
