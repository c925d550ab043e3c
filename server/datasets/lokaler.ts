import type { DefinitionInput } from './definition.ts';
import { exempel, id, kalla, namn, ours, sweref99, uppdaterad } from './every-dataset.ts';
import { byValue, byZoom } from './expressions.ts';
import { type Code, code, integer, type More, text } from './fields.ts';
import { visibilities } from './project-codes.ts';

const kinds: readonly Code[] = [
  ['forskola', 'Förskola', 'Preschool'],
  ['grundskola', 'Grundskola', 'Primary and lower secondary school'],
  ['gymnasium', 'Gymnasium', 'Upper secondary school'],
  ['aldreboende', 'Äldreboende', 'Care home'],
  ['lss', 'LSS-boende', 'Supported housing (LSS)'],
  ['annat', 'Annat', 'Other'],
];

const tenures: readonly Code[] = [
  ['eget', 'Egen lokal', 'Owned'],
  ['hyrt', 'Hyrd lokal', 'Leased'],
];

const principals: readonly Code[] = [
  ['kommunal', 'Kommunal', 'Municipal'],
  ['enskild', 'Fristående', 'Independent'],
];

const unit = { sv: 'platser', en: 'places' };
const places = (service: string, sv: string, en: string, more?: More) =>
  integer(`platser_${service}`, sv, en, { tile: 12, unit, ...more });

const placeFields = ['forskola', 'f3', 'ak46', 'ak79', 'gymnasium', 'aldreboende', 'lss'].map(
  (one) => `platser_${one}`,
);

/**
 * Premises for schools, preschools and care, with places for each service: a school with several stages is one row with
 * places in several columns.
 */
export const lokaler: DefinitionInput = {
  ...ours,
  id: 'lokaler',
  title: { sv: 'Lokaler för skola och omsorg', en: 'Premises for schools and care' },
  description: {
    sv: 'Förskolor, skolor, äldreboenden och LSS-boenden: hur många platser de har, från vilket år och till vilket.',
    en: 'Preschools, schools, care homes and supported housing: how many places they have, from which year and until which.',
  },
  informationsagare: 'ledning',
  source: { sv: 'Kommunens lokalregister', en: 'The municipality’s register of premises' },
  updateFrequency: 'MONTHLY',
  keywords: [{ sv: 'lokalförsörjning', en: 'planning of premises' }],
  table: 'public.lokaler',
  key: 'id',
  geometry: sweref99('Point'),
  publicRows: [{ field: 'synlighet', in: ['publik'] }],
  fields: [
    id({ tile: 0 }),
    namn({ required: true, aliases: ['enhet', 'skolenhet', 'lokal', 'benamning'] }),
    code('typ', 'Typ', 'Kind', kinds, { tile: 0, required: true, aliases: ['lokaltyp', 'verksamhet'] }),
    text('beteckning', 'Lokalnummer', 'Number', { searchable: true, aliases: ['lokalnummer', 'objektsnummer'] }),
    integer('platser', 'Platser', 'Places', { tile: 0, unit, generated: true }),
    places('forskola', 'i förskola', 'in preschool', { aliases: ['forskoleplatser'] }),
    places('f3', 'i F–3', 'in years F–3', { aliases: ['platser_f_3', 'f_3'] }),
    places('ak46', 'i årskurs 4–6', 'in years 4–6', { aliases: ['platser_4_6', '4_6'] }),
    places('ak79', 'i årskurs 7–9', 'in years 7–9', { aliases: ['platser_7_9', '7_9'] }),
    places('gymnasium', 'i gymnasium', 'in upper secondary school', { aliases: ['gymnasieplatser'] }),
    places('aldreboende', 'i äldreboende', 'in care home', { aliases: ['aldreboendeplatser'] }),
    places('lss', 'i LSS-boende', 'in supported housing', { aliases: ['lss_platser'] }),
    integer('fran_ar', 'Från år', 'From year', { tile: 0, format: 'year', aliases: ['oppnar', 'startar'] }),
    integer('till_ar', 'Till och med år', 'Until the end of', {
      tile: 0,
      format: 'year',
      aliases: ['stanger', 'avvecklas'],
    }),
    code('agande', 'Ägande', 'Tenure', tenures, { tile: 12, aliases: ['agare_hyra', 'upplatelse'] }),
    code('huvudman', 'Huvudman', 'Run by', principals, { tile: 12 }),
    text('adress', 'Adress', 'Address', { tile: 12, searchable: true }),
    text('fastighet', 'Fastighet', 'Property', { tile: 12, searchable: true, aliases: ['fastighetsbeteckning'] }),
    text('projekt', 'Projektnummer', 'Project number', {
      tile: 12,
      aliases: ['projektnummer', 'exploateringsprojekt'],
    }),
    code('synlighet', 'Synlighet', 'Visibility', visibilities, { public: false }),
    kalla,
    uppdaterad,
    exempel({ tile: 0 }),
  ],
  need: {
    role: 'premises',
    places: {
      forskola: 'platser_forskola',
      f3: 'platser_f3',
      ak46: 'platser_ak46',
      ak79: 'platser_ak79',
      gymnasium: 'platser_gymnasium',
      aldreboende: 'platser_aldreboende',
      lss: 'platser_lss',
    },
    from: 'fran_ar',
    till: 'till_ar',
    tenure: 'agande',
    project: { field: 'projekt', theirs: 'beteckning' },
  },
  tiles: { minzoom: 8, maxzoom: 15, rank: [{ by: 'platser', order: 'desc' }] },
  import: { keyFrom: ['beteckning', 'namn'] },
  checks: [
    {
      id: 'years',
      kind: 'in-order',
      fields: ['fran_ar', 'till_ar'],
      severity: 'error',
      title: { sv: 'En lokal upphör inte före den öppnar', en: 'Premises do not end before they open' },
    },
    {
      id: 'places',
      kind: 'between',
      fields: placeFields,
      least: 1,
      severity: 'error',
      title: { sv: 'Antalet platser är större än noll', en: 'The number of places is greater than zero' },
      remedy: {
        sv: 'Lämna rutan tom där det inte finns några platser.',
        en: 'Leave the cell empty where there are no places.',
      },
    },
    {
      id: 'some-places',
      kind: 'required',
      demands: [
        { field: 'platser_forskola', or: placeFields.slice(1), title: { sv: 'Antal platser', en: 'Number of places' } },
      ],
      severity: 'warning',
      title: { sv: 'Lokalen har platser för något', en: 'The premises have places for something' },
    },
    {
      id: 'project',
      kind: 'refers',
      field: 'projekt',
      table: 'public.exploateringsomraden',
      to: 'beteckning',
      severity: 'warning',
      title: { sv: 'Lokalernas projekt finns', en: 'The projects of the premises exist' },
    },
    {
      id: 'outside',
      kind: 'near',
      table: 'public.prognosomraden',
      distance: 100,
      severity: 'warning',
      title: { sv: 'Lokalen ligger i ett prognosområde', en: 'The premises lie in a forecast area' },
    },
  ],
  relations: [
    {
      kind: 'names',
      to: 'exploateringsomraden',
      field: 'projekt',
      theirs: 'beteckning',
      title: { sv: 'Hör till projektet', en: 'Belongs to the project' },
      back: { sv: 'Lokaler i projektet', en: 'Premises of the project' },
    },
  ],
  map: {
    subject: 'lokaler',
    floor: 'own',
    order: 60,
    visible: false,
    layers: [
      {
        // Round where one learns, square where one lives, and a letter.
        name: 'sign',
        type: 'symbol',
        layout: {
          'icon-image': byValue(
            'typ',
            '@image/sign-other',
            ['forskola', '@image/sign-preschool'],
            ['grundskola', '@image/sign-school'],
            ['gymnasium', '@image/sign-upper-school'],
            ['aldreboende', '@image/sign-care'],
            ['lss', '@image/sign-supported'],
          ),
          'icon-size': byZoom([8, 0.45], [12, 0.75], [15, 1]),
          'icon-allow-overlap': true,
          'icon-ignore-placement': true,
          'symbol-sort-key': ['coalesce', ['get', 'platser'], 0],
          'symbol-z-order': 'auto',
        },
      },
      {
        name: 'label',
        type: 'symbol',
        floor: 'names',
        minzoom: 13.5,
        layout: {
          'text-field': ['get', 'namn'],
          'text-font': ['Source Sans Semibold'],
          'text-size': byZoom([13.5, 13], [17, 15]),
          'text-max-width': 9,
          'text-variable-anchor': ['top', 'bottom', 'right', 'left'],
          'text-radial-offset': 0.9,
          'text-justify': 'auto',
        },
        paint: { 'text-color': '@premises-text', 'text-halo-color': '@halo', 'text-halo-width': 1.6 },
      },
    ],
    legend: [{ geometry: 'point', by: 'typ' }],
    popup: {
      title: ['namn'],
      subtitle: 'typ',
      fields: ['platser', ...placeFields, 'fran_ar', 'till_ar', 'agande', 'huvudman', 'adress', 'fastighet', 'projekt'],
    },
  },
};
