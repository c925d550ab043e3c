import type { CheckInput } from './checks.ts';

/**
 * The rules of Lantmäteriet's guide to Detaljplan v4.1 that a table can be held against, by its numbers, and some of our own.
 * Where the guide gives one number to several demands, each has the number that stands nearest to it.
 */

const inForce = [{ field: 'status', in: ['laga kraft'] }];
/** What has been shown to the public and may still apply. */
const shown = [
  { field: 'status', in: ['samråd', 'granskning', 'antagen', 'överklagad', 'tillsyn', 'laga kraft'] },
] satisfies CheckInput['when'];
const provisions = { table: 'public.planbestammelser', from: 'detaljplan', to: 'objektidentitet' };
const plan = { table: 'public.detaljplaner', from: 'detaljplan', to: 'objektidentitet' };
/** Metres, in both directions (DP-0002, DP-0003). */
const tolerance = 0.1;

/** Delivered objects only: a table may well have surfaces in several parts. */
const notInDelivery = (geometries: string): CheckInput => ({
  id: 'multi-geometry',
  rule: geometries === 'plangeometri' ? 'DP-0004' : 'DP-0018',
  kind: 'absent',
  path: `$.${geometries}[*].geometri ? (@.typ starts with "multi")`,
  severity: 'delivery',
  title: { sv: 'Ingen multigeometri i leveransen', en: 'No multi-geometry in the delivery' },
  remedy: {
    sv: 'varje del ska vara en egen geometri i listan',
    en: 'each part should be a geometry of its own in the list',
  },
});

const noHistory: CheckInput = {
  id: 'history',
  rule: 'BAS-005',
  kind: 'absent',
  path: '$.versionGiltigTill',
  severity: 'delivery',
  title: { sv: 'Ingen historik i leveransen', en: 'No history in the delivery' },
  remedy: { sv: 'bara den version som gäller ska levereras', en: 'only the version that is valid should be delivered' },
};

const noSlivers: CheckInput = {
  id: 'sliver',
  kind: 'no-slivers',
  width: tolerance,
  area: 0.5,
  severity: 'warning',
  title: { sv: 'Inga flisor', en: 'No slivers' },
};

export const planChecks: CheckInput[] = [
  {
    id: 'overlap-in-force',
    rule: 'DP-0001',
    kind: 'no-overlap',
    when: inForce,
    area: 5,
    severity: 'error',
    title: { sv: 'Högst en plan med laga kraft på varje plats', en: 'At most one plan in force at each place' },
    remedy: {
      sv: 'minska den äldre planens område, eller ändra dess status om den har upphört',
      en: 'cut the older plan, or change its status if it has ended',
    },
  },
  notInDelivery('plangeometri'),
  {
    id: 'covered',
    rule: 'DP-0003',
    kind: 'covered',
    when: shown,
    parts: provisions,
    tolerance,
    severity: 'delivery',
    title: { sv: 'Bestämmelserna täcker hela planen', en: 'The provisions cover the whole plan' },
    remedy: { sv: 'varje del av planen ska ha en bestämmelse', en: 'each part of the plan should have a provision' },
  },
  {
    id: 'land-use',
    kind: 'covered',
    when: shown,
    parts: { ...provisions, when: [{ field: 'bestammelsetyp', in: ['användningsbestämmelse'] }] },
    tolerance,
    severity: 'warning',
    title: { sv: 'Hela planen har en användning', en: 'The whole plan has a land use' },
    remedy: { sv: 'rita en användning där den saknas', en: 'draw a land use where there is none' },
  },
  {
    id: 'in-force-provisions',
    rule: 'DP-0005',
    kind: 'has-parts',
    when: inForce,
    parts: provisions,
    severity: 'delivery',
    title: { sv: 'Laga kraft kräver minst en bestämmelse', en: 'In force demands at least one provision' },
  },
  {
    id: 'in-force',
    rule: 'DP-0005',
    kind: 'required',
    when: inForce,
    demands: [
      { field: 'beteckning' },
      { field: 'planbeskrivning_lank', path: '$.planbeskrivning' },
      { field: 'digitaliseringsniva', path: '$.kvalitetsbeskrivning' },
      { field: 'diarienummer', or: ['diarienummer_fullmaktige'] },
      { field: 'beslutstyp' },
      { field: 'datum_antagande' },
      { field: 'datum_laga_kraft' },
    ],
    severity: 'delivery',
    title: { sv: 'Laga kraft kräver uppgifter om beslutet', en: 'In force demands facts about the decision' },
  },
  {
    id: 'in-force-map',
    rule: 'DP-0014',
    kind: 'required',
    when: inForce,
    demands: [
      {
        field: 'plankarta_lank',
        path: '$.beslutsinformation[*].beslutshandling[*].innehall[*] ? (@ == "plankarta")',
      },
    ],
    severity: 'delivery',
    title: { sv: 'Laga kraft kräver plankartan', en: 'In force demands the plan map' },
  },
  {
    id: 'in-force-period',
    rule: 'DP-0017',
    kind: 'required',
    when: inForce,
    demands: [{ field: 'genomforandetid_manader' }, { field: 'genomforandetid_startar' }],
    severity: 'delivery',
    title: { sv: 'Laga kraft kräver genomförandetid', en: 'In force demands an implementation period' },
  },
  {
    id: 'begun',
    kind: 'required',
    when: [{ field: 'status', in: ['påbörjad', 'samråd', 'granskning'] }],
    demands: [{ field: 'datum_paborjat' }],
    severity: 'warning',
    title: { sv: 'En plan på gång säger när den påbörjades', en: 'A plan on its way says when it was begun' },
    remedy: {
      sv: 'planer som är påbörjade efter 2021 ska ha det',
      en: 'plans begun after 2021 should have it',
    },
  },
  {
    id: 'dates',
    kind: 'in-order',
    fields: ['datum_paborjat', 'datum_antagande', 'datum_laga_kraft'],
    severity: 'error',
    title: { sv: 'Påbörjad, antagen, laga kraft: i den ordningen', en: 'Begun, adopted, in force: in that order' },
  },
  {
    id: 'period-dates',
    kind: 'in-order',
    fields: ['datum_antagande', 'genomforandetid_startar'],
    severity: 'error',
    title: {
      sv: 'Genomförandetiden börjar efter antagandet',
      en: 'The implementation period begins after the adoption',
    },
  },
  {
    id: 'number-twice',
    kind: 'unique',
    fields: ['kommun', 'beteckning'],
    severity: 'warning',
    title: { sv: 'Varje plan har sin egen beteckning', en: 'Each plan has a number of its own' },
  },
  {
    id: 'twice',
    kind: 'same-area',
    same: ['status'],
    tolerance,
    severity: 'warning',
    title: { sv: 'Samma plan finns inte två gånger', en: 'No plan is there twice' },
    remedy: { sv: 'ta bort den ena om de är samma plan', en: 'remove one of them if they are the same plan' },
  },
  noSlivers,
  {
    id: 'municipality',
    kind: 'near',
    table: 'public.kommungrans',
    // Boundaries are drawn more coarsely than plans.
    distance: 100,
    severity: 'delivery',
    title: { sv: 'Planen ligger i kommunen', en: 'The plan lies in the municipality' },
    remedy: {
      sv: 'kontrollera koordinatsystemet (--crs) och att planen är kommunens egen',
      en: 'check the coordinate system (--crs), and that the plan is the municipality’s own',
    },
  },
  noHistory,
];

export const provisionChecks: CheckInput[] = [
  {
    id: 'within-plan',
    rule: 'DP-0002',
    kind: 'within',
    parent: plan,
    tolerance,
    severity: 'delivery',
    title: { sv: 'Bestämmelsen ligger inom sin plan', en: 'The provision lies within its plan' },
    remedy: { sv: 'klipp den mot planens gräns', en: 'cut it to the boundary of the plan' },
  },
  notInDelivery('bestammelsegeometri'),
  {
    id: 'in-force-quality',
    rule: 'DP-0005',
    kind: 'required',
    parent: { ...plan, when: inForce },
    demands: [{ path: '$.kvalitetsbeskrivning', title: { sv: 'kvalitetsbeskrivning', en: 'description of quality' } }],
    severity: 'delivery',
    title: { sv: 'Laga kraft kräver bestämmelsens kvalitet', en: 'In force demands the quality of the provision' },
  },
  {
    id: 'in-force-reason',
    rule: 'DP-0011/0012',
    kind: 'required',
    parent: { ...plan, when: [...inForce, { field: 'datum_paborjat', after: '2021-12-31' }] },
    demands: [{ field: 'motiv', path: '$.planbestammelsebeskrivning' }],
    severity: 'delivery',
    title: {
      sv: 'Planer påbörjade efter 2021 har motiv till varje bestämmelse',
      en: 'Plans begun after 2021 have a reason for each provision',
    },
  },
  {
    id: 'twice',
    kind: 'same-area',
    same: ['detaljplan', 'bestammelsetyp', 'formulering', 'varden'],
    tolerance,
    severity: 'warning',
    title: { sv: 'Samma bestämmelse finns inte två gånger', en: 'No provision is there twice' },
    remedy: { sv: 'ta bort den ena', en: 'remove one of them' },
  },
  noSlivers,
  noHistory,
];
