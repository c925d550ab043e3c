import type { DefinitionInput } from './definition.ts';
import { exempel, id, kalla, largestFirst, ours, sweref99, uppdaterad } from './every-dataset.ts';
import { boolean, code, integer, list, text } from './fields.ts';
import { provisionChecks } from './plan-checks.ts';
import { landForms, provisionKinds, symbols } from './plan-codes.ts';
import { colourNames, colours } from './plan-colours.ts';
import { layers, legend } from './provision-look.ts';
import { months } from './units.ts';

/** What a plan says about each piece of land. Colours and symbols are those of the catalogue row (Boverket). */
export const planbestammelser: DefinitionInput = {
  ...ours,
  id: 'planbestammelser',
  title: { sv: 'Planbestämmelser', en: 'Plan provisions' },
  description: {
    sv: 'Vad varje plan bestämmer: vad marken får användas till och hur den får bebyggas.',
    en: 'What each plan decides: what the land may be used for and how it may be built on.',
  },
  informationsagare: 'samhallsbyggnad',
  source: {
    sv: 'Kommunens digitala planregister; färger och beteckningar: Boverket, Planbestämmelsekatalogen',
    en: 'The municipality’s digital plan register; colours and symbols: Boverket, Planbestämmelsekatalogen',
  },
  updateFrequency: 'CONT',
  table: 'public.planbestammelser',
  key: 'id',
  geometry: sweref99('Geometry'),
  fields: [
    id({ tile: 0, generated: true }),
    text('objektidentitet', 'Objektidentitet', 'Object identity', { required: true }),
    integer('geometrinummer', 'Geometrinummer', 'Geometry number', { required: true }),
    text('detaljplan', 'Detaljplan (objektidentitet)', 'Plan (object identity)', { tile: 14, required: true }),
    code('bestammelsetyp', 'Bestämmelsetyp', 'Kind of provision', provisionKinds, { tile: 0, required: true }),
    code('anvandningsform', 'Användningsform', 'Form of use', landForms, { tile: 14 }),
    text('kategori', 'Kategori', 'Category', { tile: 14 }),
    text('underkategori', 'Underkategori', 'Subcategory'),
    text('beteckning', 'Beteckning', 'Letter on the plan map', { tile: 0 }),
    text('formulering', 'Bestämmelse', 'Provision', {
      tile: 14,
      required: true,
      searchable: true,
      format: 'multiline',
    }),
    list('varden', 'Värden', 'Values', { tile: 14 }),
    text('motiv', 'Motiv', 'Reason', { format: 'multiline' }),
    code('farg', 'Färg på plankartan', 'Colour on the plan map', colours, { tile: 0, description: colourNames }),
    code('symbol', 'Symbol', 'Symbol', symbols, { tile: 0 }),
    text('katalogreferens', 'Planbestämmelsekatalogen', 'Catalogue reference'),
    boolean('sekundar_egenskapsgrans', 'Sekundär egenskapsgräns', 'Secondary property boundary', { tile: 14 }),
    integer('giltighetstid', 'Giltighetstid', 'Period of validity', { unit: months }),
    integer('borjar_galla_efter', 'Börjar gälla efter', 'Applies after', { unit: months }),
    kalla,
    uppdaterad,
    exempel({ tile: 0 }),
  ],
  joins: [
    {
      table: 'public.detaljplaner',
      from: 'detaljplan',
      to: 'objektidentitet',
      fields: [
        { ...text('plan_namn', 'Plan', 'Plan', { tile: 14 }), column: 'namn' },
        { ...text('plan_status', 'Planens status', 'Status of the plan', { tile: 0 }), column: 'status' },
      ],
    },
  ],
  tiles: { minzoom: 13, maxzoom: 17, rank: [largestFirst] },
  import: { scope: ['detaljplan'], ngp: 'planbestammelse', raw: 'ngp_objekt' },
  checks: provisionChecks,
  // Lines and points of a plan are drawn on its borders.
  here: { near: 5 },
  relations: [
    {
      kind: 'names',
      to: 'detaljplaner',
      field: 'detaljplan',
      theirs: 'objektidentitet',
      title: { sv: 'Hör till detaljplanen', en: 'Belongs to the plan' },
      back: { sv: 'Planens bestämmelser', en: 'Provisions of the plan' },
    },
  ],
  map: {
    subject: 'detaljplaner',
    floor: 'provisions',
    order: 30,
    visible: true,
    standing: { field: 'plan_status', applies: ['laga kraft'], ended: ['upphävd', 'avslutad'] },
    layers,
    legend,
    popup: {
      title: ['beteckning', 'formulering'],
      // Of which plan: a proposal may lie on a plan that applies.
      subtitle: 'plan_namn',
      fields: ['plan_status', 'bestammelsetyp', 'varden', 'anvandningsform', 'kategori', 'symbol', 'motiv'],
      order: 'bestammelsetyp',
    },
  },
};
