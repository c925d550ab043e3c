import type { District, DistrictKind } from './districts.ts';
import type { PlanType } from './plan-types.ts';
import type { Random } from './prng.ts';

/** What plans of a district want, and what they take care of: one plain sentence each. */
const aims: Readonly<Record<DistrictKind, readonly string[]>> = {
  stadskärna: [
    'Planens syfte är att göra det möjligt att bygga bostäder med butiker och verksamheter i bottenvåningen',
    'Planens syfte är att ge gällande användning stöd och att göra det möjligt att bygga till inne på gården',
    'Planens syfte är att pröva fler bostäder i ett centralt läge',
  ],
  rutnät: [
    'Planens syfte är att göra det möjligt att förtäta kvarteren med flerbostadshus i tre till fem våningar',
    'Planens syfte är att reglera kvarterens bebyggelse och gatornas bredd',
    'Planens syfte är att bekräfta befintliga bostäder och tillåta mindre verksamheter',
  ],
  'nya kvarter': [
    'Planens syfte är att skapa en ny stadsdel med blandade bostäder nära stationen',
    'Planens syfte är att göra det möjligt att bygga bostäder, förskola och parkering i nya kvarter',
    'Planens syfte är att omvandla verksamhetsmark till en tät och grön stadsdel',
  ],
  villor: [
    'Planens syfte är att göra det möjligt att bygga småhus i ett till två plan',
    'Planens syfte är att tillåta större byggrätter och att stycka av stora tomter',
    'Planens syfte är att reglera ett område för friliggande villor',
  ],
  sommarstugor: [
    'Planens syfte är att tillåta året runt-boende och större byggrätter i ett fritidshusområde',
    'Planens syfte är att ordna tomter för fritidshus vid Mälaren',
    'Planens syfte är att ge fastigheterna kommunalt vatten och avlopp och anpassa byggrätterna',
  ],
  flerbostadshus: [
    'Planens syfte är att göra det möjligt att bygga flerbostadshus på mark som i dag är parkering',
    'Planens syfte är att ordna ett område för flerbostadshus i grönska',
    'Planens syfte är att tillåta fler våningar och nya hyresbostäder',
  ],
  industri: [
    'Planens syfte är att skapa mark för industri och verksamheter nära motorvägen',
    'Planens syfte är att göra det möjligt för befintliga företag att bygga ut',
    'Planens syfte är att pröva lager, kontor och mindre industri',
  ],
  handel: [
    'Planens syfte är att göra det möjligt att etablera handel och verksamheter vid trafikplatsen',
    'Planens syfte är att utöka byggrätten för handel och ordna parkeringen',
  ],
  skola: [
    'Planens syfte är att göra det möjligt att bygga ut skolan och bevara skolgårdens träd',
    'Planens syfte är att ordna mark för skola och förskola',
  ],
  sjukhus: [
    'Planens syfte är att göra det möjligt att bygga ut lasarettet',
    'Planens syfte är att ordna mark för vård',
  ],
  idrott: [
    'Planens syfte är att göra det möjligt att bygga en ny idrottshall och ett bad',
    'Planens syfte är att ordna mark för idrott och friluftsliv',
  ],
  park: ['Planens syfte är att bevara parken som allmän plats'],
  natur: [
    'Planens syfte är att bevara ett naturområde för rekreation',
    'Planens syfte är att säkra naturmark mellan bostäder',
  ],
};

const cares = [
  'Gator, gång- och cykelvägar och dagvatten ordnas inom området.',
  'Värdefulla träd och siktlinjer mot ån tas till vara.',
  'Bebyggelsen ska anpassas till stadens skala och färger.',
  'Bullret från vägar och järnväg ska klaras med byggnadernas placering.',
  'Planen tar hänsyn till risken för översvämning.',
  'Marken kring fornlämningen lämnas fri från bebyggelse.',
];

const oldCares = [
  'Byggnaderna placeras med förgård mot gatan.',
  'Gatumarken breddas och kvarterens gränser rätas ut.',
  'Mark för parkering och lek avsätts inom kvarteren.',
];

/** Two plain sentences. */
export function purposeOf({ kind }: District, type: PlanType, random: Random): string {
  return `${random.pick(aims[kind])}. ${random.pick(type === 'detaljplan' ? cares : oldCares)}`;
}
