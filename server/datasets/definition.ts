import type {
  CircleLayerSpecification,
  ExpressionFilterSpecification,
  FillLayerSpecification,
  LineLayerSpecification,
  SymbolLayerSpecification,
} from '@maplibre/maplibre-gl-style-spec';
import { z } from 'zod';
import type { Localized } from '../http/language.ts';
import { assumptionsSchema } from './assumptions.ts';
import { buildingSchema } from './building.ts';
import { checkSchema } from './checks.ts';
import { hereSchema, relationSchema } from './here.ts';
import { columnName, identifier, localizedSchema, tableName } from './names.ts';
import { needSchema } from './need.ts';
import { statisticsSchema } from './statistics.ts';

/**
 * What a dataset is. One definition drives tiles, TileJSON, style, legend, popups, features, downloads and import.
 * A definition is plain data: the built-in ones are the files beside this one, an operator's own are JSON files.
 */

export type { Localized };

/** A value of a code list. The order of the list is the order of legends and menus. */
const codeSchema = z.strictObject({
  value: z.string(),
  title: localizedSchema,
  description: localizedSchema.optional(),
});

export const fieldTypes = ['text', 'integer', 'double', 'boolean', 'date', 'timestamptz', 'code', 'list'] as const;

const fieldSchema = z.strictObject({
  /** Column in the dataset's table (or in the joined table, under `column`), and the attribute's public name. */
  name: columnName,
  type: z.enum(fieldTypes),
  title: localizedSchema,
  description: localizedSchema.optional(),
  unit: localizedSchema.optional(),
  codes: z.array(codeSchema).min(1).optional(),
  /** The column has times without a zone, which are those of clocks here (IANA: `Europe/Stockholm`). */
  zone: z
    .string()
    .regex(/^[A-Za-z_]+(\/[A-Za-z_+-]+)*$/)
    .optional(),
  /** False: never leaves the server, not in tiles, items, filters, counts or files. */
  public: z.boolean(),
  /** In tiles from this zoom; absent: never in tiles. */
  tile: z.strictObject({ minzoom: z.int().min(0).max(22) }).optional(),
  /** An import without a value is refused. */
  required: z.boolean().optional(),
  /** Computed by the database: read, never written. */
  generated: z.boolean().optional(),
  searchable: z.boolean().optional(),
  /** False: though public, nobody filters by it. */
  filterable: z.boolean().optional(),
  /** `link`: the value is a web address. `multiline`: keep line breaks. `year`: a year, no thousands separator. */
  format: z.enum(['link', 'multiline', 'year']).optional(),
  /**
   * Column names in other people's files that mean this field, best first; compared without case or accents. The
   * field's own name comes before them, unless it is one of them.
   */
  aliases: z.array(z.string()).optional(),
  /** What an import writes when the file does not say. Such a value alone never makes a row a changed one. */
  default: z.enum(['file-name', 'now']).optional(),
});
export type Field = z.infer<typeof fieldSchema>;

/** "Only rows in which `field` has one of these values", for instance synlighet = publik. */
export const conditionSchema = z.strictObject({
  field: columnName,
  in: z.array(z.union([z.string(), z.number(), z.boolean()])).min(1),
});
export type Condition = z.infer<typeof conditionSchema>;

/** How numbers of people are protected before they leave the server: docs/decisions/0012-small-cells.md. */
const protectionSchema = z.strictObject({
  /** Numbers below this are small. All are rounded to multiples of it, since a sum of large ones may tell a small one. */
  below: z.int().min(2).max(1_000),
  /** `suppress`: what is rounded to 0 or to `below` is not told at all. */
  method: z.enum(['round', 'suppress']),
  /** Columns that tell one group of people from another. The same people are always rounded by the same chance. */
  same: z.array(columnName).min(1),
});
export type Protection = z.infer<typeof protectionSchema>;

const fieldProtectionSchema = protectionSchema.extend({
  /** People who grow older are the same people: their year of birth is one column minus another. */
  cohort: z.strictObject({ time: columnName, age: columnName }).optional(),
  /** Rows that are not about people. */
  except: z.array(conditionSchema).min(1).optional(),
});
export type FieldProtection = z.infer<typeof fieldProtectionSchema>;

/** Fields that are read from the row of another table, found by one column of ours. */
const joinSchema = z.strictObject({
  table: tableName,
  /** Our column. */
  from: columnName,
  /** Their column, unique in their table. */
  to: columnName,
  fields: z.array(fieldSchema.extend({ column: columnName })).min(1),
});

/**
 * Totals along years, read from another table: each measure becomes one attribute a year, `{measure}_{year}`,
 * so that a year slider needs no new tiles.
 */
const seriesSchema = z.strictObject({
  table: tableName,
  /** Their column → our column. */
  on: z.record(columnName, columnName),
  along: columnName,
  value: columnName,
  /** Their column that says which measure the row is about; absent when there is one measure only. */
  measureColumn: columnName.optional(),
  measures: z
    .array(
      z.strictObject({
        name: identifier,
        title: localizedSchema,
        description: localizedSchema.optional(),
        unit: localizedSchema,
      }),
    )
    .min(1),
  /** Of the totals. `same`: columns of the dataset; the measure is another group anyway. */
  protect: protectionSchema.optional(),
  /**
   * What the totals are made from, to be told with them: some public fields of the row of another dataset that has the
   * greatest value of `newest`, among those that are `where` says and belong to a row of ours (their column → our column).
   */
  from: z
    .strictObject({
      dataset: identifier,
      on: z.record(columnName, columnName),
      where: z.array(conditionSchema).optional(),
      newest: columnName,
      fields: z.array(columnName).min(1),
    })
    .optional(),
});
export type Series = z.infer<typeof seriesSchema> & Past;

const tableRulesSchema = z.strictObject({
  value: columnName,
  /**
   * Within each combination of some columns, every combination of the others has a value: of those that the file has, and of
   * the steps between whole numbers (years, ages). Else an error.
   */
  complete: z.strictObject({ within: z.array(columnName), over: z.array(columnName).min(2) }).optional(),
  /**
   * Rows in which `field` is so are the sums of the others over `over`; where `field` is not among those, of the others with
   * each value of it by itself. Else a warning.
   */
  sums: z
    .array(
      z.strictObject({
        field: columnName,
        is: z.union([z.string(), z.number(), z.null()]),
        over: z.array(columnName).min(1),
        /** The columns that are the same in a sum and its parts. */
        same: z.array(columnName).min(1),
      }),
    )
    .optional(),
  /** Another table that knows the first of these columns together with the others: theirs → ours. Else a warning. */
  known: z.strictObject({ table: tableName, on: z.record(columnName, columnName) }).optional(),
});
export type TableRules = z.infer<typeof tableRulesSchema>;

export const geometryTypes = [
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'Geometry',
] as const;

const geometrySchema = z.strictObject({
  column: columnName,
  type: z.enum(geometryTypes),
  /** EPSG code of the stored coordinates, axis order east, north. */
  srid: z.int().positive(),
});

/**
 * The drawing order of the map, from the bottom: see cartography in docs. Within a floor `order` decides. Where two texts
 * want one place the upper has it: a letter that says what a colour means before any name.
 */
export const floors = ['paper', 'forecast', 'plans', 'provisions', 'projects', 'own', 'names', 'letters'] as const;
export type Floor = (typeof floors)[number];

type WithoutPlace<T> = Omit<T, 'id' | 'source' | 'source-layer' | 'metadata' | 'ref' | 'filter'> & {
  filter?: ExpressionFilterSpecification;
};

/**
 * A MapLibre layer without id, source and source-layer, which the style adds. A string that begins with `@` is a
 * colour of server/styles/palette.ts. `name` becomes the last part of the layer's id.
 */
export type MapLayer = { name: string; floor?: Floor | undefined; standing?: 'ended' | undefined } & (
  | WithoutPlace<FillLayerSpecification>
  | WithoutPlace<LineLayerSpecification>
  | WithoutPlace<CircleLayerSpecification>
  | WithoutPlace<SymbolLayerSpecification>
);

const mapLayerShape = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  floor: z.enum(floors).optional(),
  /** Draws what has ended (see `standing`), which no other layer does. */
  standing: z.literal('ended').optional(),
  type: z.enum(['fill', 'line', 'circle', 'symbol']),
  minzoom: z.number().min(0).max(24).optional(),
  maxzoom: z.number().min(0).max(24).optional(),
  filter: z.array(z.unknown()).optional(),
  layout: z.record(z.string(), z.unknown()).optional(),
  paint: z.record(z.string(), z.unknown()).optional(),
});

/** The outside is checked here; what paint and filter say is checked by MapLibre's own validator (server/styles). */
const mapLayerSchema = z.custom<MapLayer>(
  (value) => mapLayerShape.safeParse(value).success,
  'ett kartlager: name, type (fill, line, circle, symbol) och valfritt floor, standing, minzoom, maxzoom, filter, layout, paint',
);

/** Attributes of a feature that exists only in the legend, for the layers' filters and colours to look at. */
const sampleSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** One block of the legend. Its rows are drawn as the layers themselves draw the sample. */
const legendSchema = z.strictObject({
  title: localizedSchema.optional(),
  geometry: z.enum(['polygon', 'line', 'point']),
  /** One row for each code of this field; else the rows below; else one row with the dataset's title. */
  by: columnName.optional(),
  sample: sampleSchema.optional(),
  rows: z.array(z.strictObject({ title: localizedSchema, sample: sampleSchema })).optional(),
  /** How large they are says something: drawn as large as on the map. */
  trueSize: z.boolean().optional(),
  /** The field whose values on the map stand beside the row's title: the letters that tell a colour. */
  letters: columnName.optional(),
  /** The zooms at which the block says something. Absent: whenever a layer draws the sample. */
  minzoom: z.number().optional(),
  maxzoom: z.number().optional(),
});

const measureSchema = z.strictObject({
  id: identifier,
  title: localizedSchema,
  description: localizedSchema.optional(),
  /** share: part ÷ whole; density: part ÷ area field; change: part against its first year, in per cent; difference: the same in numbers; count: circles. */
  kind: z.enum(['share', 'density', 'change', 'difference', 'count']),
  part: identifier,
  whole: identifier.optional(),
  area: columnName.optional(),
  unit: localizedSchema,
});
export type Measure = z.infer<typeof measureSchema>;

const mapSchema = z.strictObject({
  /** The card on which the layer is switched (subjects.ts); absent: a card of its own. `background` has no card. */
  subject: z.string().optional(),
  /** Where its layers are drawn unless a layer says otherwise. Absent: `own`, above what we draw ourselves. */
  floor: z.enum(floors).optional(),
  /** Drawing order within a floor, low is below. */
  order: z.number(),
  /** Drawn when somebody opens the map for the first time. */
  visible: z.boolean(),
  /**
   * By the values of a field: which features apply, and which have had their time; the rest are proposals. What applies
   * is told first, what has ended is drawn and told only when asked for.
   */
  standing: z
    .strictObject({ field: columnName, applies: z.array(z.string()).min(1), ended: z.array(z.string()) })
    .optional(),
  /** Empty: drawn in a plain way after its geometry type (server/styles/plain.ts). */
  layers: z.array(mapLayerSchema),
  legend: z.array(legendSchema).optional(),
  /** How a feature is told: its name, a second line, and the fields in order. */
  popup: z.strictObject({
    title: z.array(columnName).min(1),
    subtitle: columnName.optional(),
    fields: z.array(columnName),
    /** Of several at one place, in the order of this field's codes. */
    order: columnName.optional(),
  }),
  /** Choropleth choices over a series; the first is shown at start. */
  measures: z.array(measureSchema).min(1).optional(),
});

export const licences = {
  'CC0-1.0': 'http://creativecommons.org/publicdomain/zero/1.0/',
  'CC-BY-4.0': 'http://creativecommons.org/licenses/by/4.0/',
} as const;

/** EU frequency authority table, the codes that a municipality needs. */
export const frequencies = [
  'CONT',
  'DAILY',
  'WEEKLY',
  'MONTHLY',
  'QUARTERLY',
  'ANNUAL',
  'IRREG',
  'NEVER',
  'UNKNOWN',
] as const;

export const definitionSchema = z.strictObject({
  id: identifier,
  title: localizedSchema,
  description: localizedSchema,
  /** Who answers for the content. A key of the organisations file, or a name as it should be read. */
  informationsagare: z.string(),
  /** Who looks after the data from day to day. */
  forvaltare: z.string().optional(),
  licence: z.enum(Object.keys(licences) as [keyof typeof licences]),
  source: localizedSchema,
  updateFrequency: z.enum(frequencies),
  keywords: z.array(localizedSchema).optional(),
  table: tableName,
  /** One column, unique and stable over time. */
  key: columnName,
  /** False: no triggers on the table (adopt --no-triggers); views and foreign tables never have any. */
  triggers: z.boolean().optional(),
  /** False: past states of the table are not kept. */
  history: z.boolean().optional(),
  geometry: geometrySchema.nullable(),
  fields: z.array(fieldSchema),
  joins: z.array(joinSchema).optional(),
  series: z.array(seriesSchema).optional(),
  /** Fields whose values are numbers of people. */
  protect: z.record(columnName, fieldProtectionSchema).optional(),
  /** Only these rows are public, everywhere. Absent: all rows. */
  publicRows: z.array(conditionSchema).optional(),
  /** Of the public rows, those that tiles and the map show. Absent: all. */
  shownRows: z.array(conditionSchema).optional(),
  /** Boolean column that marks invented example rows. */
  exampleColumn: columnName.optional(),
  /** Column with the date or time that a feature is about (OGC `datetime`). */
  temporal: columnName.optional(),
  /** A table of statistics. */
  statistics: statisticsSchema.optional(),
  /** Building projects: what they bring, and when. */
  building: buildingSchema.optional(),
  /** Its part in how many places are needed, and how many there are. */
  need: needSchema.optional(),
  /** What a model of the population reckons with. */
  assumptions: assumptionsSchema.optional(),
  tiles: z
    .strictObject({
      minzoom: z.int().min(0).max(22),
      maxzoom: z.int().min(0).max(22),
      /** Most important first. `area` is the size of the feature. Ties are broken by the key. */
      rank: z.array(z.strictObject({ by: columnName, order: z.enum(['asc', 'desc']) })),
    })
    .optional(),
  import: z
    .strictObject({
      /** A file speaks for the rows that share its values of these fields: only there may it delete. */
      scope: z.array(columnName).optional(),
      /** A field whose value follows from which column is in the file: first match wins. */
      guess: z.array(z.strictObject({ field: columnName, whenColumn: z.string(), value: z.string() })).optional(),
      /** Fields that a table may spread over its columns (a column a year), and the field that such a cell then is. */
      wide: z.array(z.strictObject({ field: columnName, value: columnName })).optional(),
      /** The field that `--edition` sets; guessed from a year in the file name when neither says. */
      edition: columnName.optional(),
      /** Boolean field that is true for one scope at a time: the scope that the map shows. */
      shown: columnName.optional(),
      /**
       * `content`: the rows have no key of their own. It is made of all that a row has, so a changed row is another
       * one, and a file that changes or lacks rows has to be the whole dataset (`--replace`).
       */
      key: z.literal('content').optional(),
      /** When the file has no key, the key follows from the first of these fields that the file has. */
      keyFrom: z.array(columnName).optional(),
      /** Which objects of an NGP v4 delivery are rows here. One such file fills all datasets that say so. */
      ngp: z.enum(['detaljplan', 'planbestammelse']).optional(),
      /** A table of statistics: what is wrong with a file as a whole. */
      table: tableRulesSchema.optional(),
      /** Column (jsonb, no field, never public) that keeps the object as it was delivered. */
      raw: columnName.optional(),
    })
    .optional(),
  /** What must be true of the rows, within each and between them. */
  checks: z.array(checkSchema).optional(),
  map: mapSchema.optional(),
  /** Its part in "what applies here?". Absent: what has a geometry and is no paper is told. False: never. */
  here: hereSchema.optional(),
  /** Features of other datasets that its own belong together with: told at both. */
  relations: z.array(relationSchema).optional(),
});

/** A past state of the tables behind a dataset, as sql/008_history.sql has it. */
export interface AsOf {
  /** What was committed up to this number. */
  number: number;
  /** The tables whose past is known; the others are read as they are. */
  tables: Readonly<Record<string, PastTable>>;
}

export interface PastTable {
  /** What history calls it. */
  relation: string;
  /** Columns that are together another for each row. */
  keys: readonly string[];
  /** All of them, as they are now. */
  columns: readonly string[];
  geometry?: string;
  /** A row is told of when it is public now, too: as it is, or as it was when it went. */
  publicRows?: readonly Condition[];
}

/** How a dataset is read as it was. Absent: as it is. */
interface Past {
  asOf?: AsOf;
}

export type Definition = z.infer<typeof definitionSchema> & { series?: Series[] | undefined } & Past;
/** What a person writes: the same shape, checked when it is loaded. */
export type DefinitionInput = z.input<typeof definitionSchema>;

/** The dataset's own fields and those of its joins, in reading order. */
export function allFields(definition: Definition): Field[] {
  return [...definition.fields, ...(definition.joins ?? []).flatMap((join) => join.fields)];
}
