import type { DefinitionInput } from './definition.ts';
import { byDivision, indelning } from './divisions.ts';
import { exempel, id, kalla, largestFirst, namn, ours, sweref99, uppdaterad } from './every-dataset.ts';
import { byZoom } from './expressions.ts';
import { boolean, double, text, total } from './fields.ts';
import { people } from './units.ts';

/** The areas of the population forecast, with the yearly totals of the current version. */
export const prognosomraden: DefinitionInput = {
  ...ours,
  id: 'prognosomraden',
  title: { sv: 'Prognosområden', en: 'Forecast areas' },
  description: {
    sv: 'Hur många som väntas bo i varje område år för år, och hur många av dem som är barn, i arbetsför ålder eller äldre.',
    en: 'How many people are expected to live in each area year by year, and how many of them are children, of working age or older.',
  },
  informationsagare: 'ledning',
  source: {
    sv: 'Kommunens befolkningsprognos; områden: SCB',
    en: 'The municipality’s population forecast; areas: Statistics Sweden',
  },
  updateFrequency: 'ANNUAL',
  keywords: [{ sv: 'befolkningsprognos', en: 'population forecast' }],
  table: 'public.prognosomraden',
  key: 'id',
  geometry: sweref99('MultiPolygon'),
  shownRows: [{ field: 'visas', in: [true] }],
  fields: [
    id({ tile: 0, generated: true }),
    text('kod', 'Områdeskod', 'Area code', {
      tile: 0,
      required: true,
      searchable: true,
      aliases: ['desokod', 'regsokod', 'deso', 'regso', 'nyko', 'omradeskod', 'kommunkod'],
    }),
    namn({ required: true, aliases: ['omradesnamn', 'desonamn', 'regsonamn', 'kommunnamn'] }),
    indelning({ tile: 0, required: true }),
    text('utgava', 'Utgåva', 'Edition', { tile: 0, required: true }),
    boolean('visas', 'Visas på kartan', 'Shown on the map'),
    double('areal_km2', 'Areal', 'Area', { tile: 0, generated: true, unit: { sv: 'km²', en: 'km²' } }),
    kalla,
    uppdaterad,
    exempel({ tile: 0 }),
  ],
  series: [
    {
      table: 'public.prognos_arssummor',
      on: { omradeskod: 'kod', indelning: 'indelning', utgava: 'utgava' },
      along: 'ar',
      value: 'varde',
      measureColumn: 'serie',
      from: {
        dataset: 'befolkningsprognos',
        on: { indelning: 'indelning', utgava: 'utgava', omradeskod: 'kod' },
        where: [{ field: 'scenario', in: ['huvud'] }],
        newest: 'prognosversion',
        fields: ['scenario', 'prognosversion', 'basar'],
      },
      protect: { below: 5, method: 'round', same: ['indelning', 'kod'] },
      measures: [
        total('folkmangd', 'Folkmängd', 'Population', people),
        total('forskolealder', 'Barn 1–5 år (förskola)', 'Children 1–5 (preschool)', people),
        total('grundskolealder', 'Barn 6–15 år (grundskola)', 'Children 6–15 (primary school)', people),
        total('gymnasiealder', 'Unga 16–18 år (gymnasium)', 'Young people 16–18 (upper secondary)', people),
        total('arbetsfor_alder', '19–64 år', 'Aged 19–64', people),
        total('alder_65_79', '65–79 år', 'Aged 65–79', people),
        total('alder_80_plus', '80 år och äldre', 'Aged 80 and over', people),
      ],
    },
  ],
  tiles: { minzoom: 6, maxzoom: 14, rank: [largestFirst] },
  import: {
    scope: ['indelning', 'utgava'],
    edition: 'utgava',
    shown: 'visas',
    guess: byDivision,
  },
  here: { near: 0 },
  map: {
    subject: 'befolkningsprognos',
    floor: 'forecast',
    order: 20,
    visible: false,
    layers: [
      {
        name: 'line',
        type: 'line',
        layout: { 'line-join': 'round' },
        paint: { 'line-color': '@forecast-line', 'line-width': byZoom([8, 0.6], [14, 1.6]), 'line-opacity': 0.8 },
      },
    ],
    popup: { title: ['namn'], subtitle: 'indelning', fields: ['kod', 'utgava', 'areal_km2'] },
    measures: [
      {
        id: 'forandring',
        title: { sv: 'Förändring av folkmängden', en: 'Change of population' },
        kind: 'change',
        part: 'folkmangd',
        unit: { sv: '% sedan första året', en: '% since the first year' },
      },
      {
        id: 'antal',
        title: { sv: 'Antal invånare', en: 'Number of inhabitants' },
        kind: 'count',
        part: 'folkmangd',
        unit: people,
      },
      {
        id: 'tathet',
        title: { sv: 'Täthet', en: 'Density' },
        kind: 'density',
        part: 'folkmangd',
        area: 'areal_km2',
        unit: { sv: 'invånare per km²', en: 'inhabitants per km²' },
      },
      {
        id: 'forskola',
        title: { sv: 'Andel i förskoleålder', en: 'Share of preschool age' },
        kind: 'share',
        part: 'forskolealder',
        whole: 'folkmangd',
        unit: { sv: '% är 1–5 år', en: '% are 1–5 years' },
      },
      {
        id: 'grundskola',
        title: { sv: 'Andel i grundskoleålder', en: 'Share of school age' },
        kind: 'share',
        part: 'grundskolealder',
        whole: 'folkmangd',
        unit: { sv: '% är 6–15 år', en: '% are 6–15 years' },
      },
      {
        id: 'aldre',
        title: { sv: 'Andel 80 år och äldre', en: 'Share aged 80 and over' },
        kind: 'share',
        part: 'alder_80_plus',
        whole: 'folkmangd',
        unit: { sv: '% är 80 år eller äldre', en: '% are 80 or older' },
      },
    ],
  },
};
