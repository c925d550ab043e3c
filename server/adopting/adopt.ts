import type { Database } from '../database/database.ts';
import { definitionSchema, geometryTypes, type Localized } from '../datasets/definition.ts';
import { draftProblems } from '../datasets/draft-problems.ts';
import { type Problem, Refusal } from '../publishing/report.ts';
import { countStrays, describeRelation, keyFaults, type Relation, sampleGeometry } from './describe.ts';
import { buildDraft, fieldTypeOf, type GeometryInput, isLocalTime, localZone } from './draft.ts';
import { idFromFile, type LoadedFile, loadFile } from './load.ts';
import * as refusals from './refusals.ts';

export interface AdoptOptions {
  /** The dataset's id, when the table's own name cannot be one. */
  id?: string | undefined;
  /** A column that is unique and never empty; a view needs it said. */
  key?: string | undefined;
  /** Columns that everybody may see: names, or "all". None unless said. */
  public?: readonly string[] | 'all' | undefined;
  /** False: leave the table without triggers; changes are then not seen at once. */
  triggers?: boolean | undefined;
  /** Ids that other definitions have. */
  taken?: readonly string[] | undefined;
}

export interface Adopted {
  id: string;
  /** Text of the file `<id>.json`. */
  json: string;
  /** What has to be filled in before it is public, as draftProblems tells. */
  problems: readonly string[];
  notes: readonly Localized[];
}

export type AdoptResult = { adopted: Adopted } | { refused: Problem };

/** Drafts a definition for an existing table or view. The table and its rows are left as they are. */
export async function adoptTable(database: Database, name: string, options: AdoptOptions): Promise<AdoptResult> {
  return refusable(() => draftFor(database, name, options));
}

/** Loads a file through GDAL into a new table `public.<id>` in the file's own coordinates, and drafts its definition. */
export async function adoptFile(
  database: Database,
  file: string,
  options: AdoptOptions & { layer?: string | undefined; crs?: string | undefined },
): Promise<AdoptResult> {
  return refusable(async () => {
    const id = idFromFile({ file, ...options });
    requireFreeId(id, options.taken ?? []);
    const loaded = await loadFile(database, file, { ...options, id });
    return draftFor(database, loaded.table, { ...options, id, key: loaded.key }, loaded);
  });
}

async function refusable(work: () => Promise<Adopted>): Promise<AdoptResult> {
  try {
    return { adopted: await work() };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.problem };
    throw error;
  }
}

async function draftFor(
  database: Database,
  name: string,
  options: AdoptOptions,
  loaded?: LoadedFile,
): Promise<Adopted> {
  const relation = await describeRelation(database, name);
  if (!relation) throw new Refusal(refusals.noTable(name));
  const id = options.id ?? relation.name.slice(relation.name.indexOf('.') + 1);
  requireFreeId(id, options.taken ?? []);
  const notes = [...(loaded?.notes ?? [])];
  const key = await chooseKey(database, relation, options.key);
  const { geometry, sample } = await chooseGeometry(database, relation, notes);
  const isPublic = chosenPublic(relation, options.public ?? [], notes);
  const triggers = !relation.isView && options.triggers !== false;
  const draft = buildDraft({ id, relation, key, geometry, sample, isPublic, triggers, loaded });
  const left = relation.columns.filter((column) => !fieldTypeOf(column) && column.name !== geometry?.column);
  if (left.length > 0) notes.push(refusals.leftOut(left.map((column) => `${column.name} (${column.type})`)));
  const local = relation.columns.filter(isLocalTime).map((column) => column.name);
  if (local.length > 0) notes.push(refusals.localTimes(local, localZone));
  notes.push(refusals.keyIsSeen(key));
  return { id, json: `${JSON.stringify(draft, null, 2)}\n`, problems: draftProblems(draft), notes };
}

function requireFreeId(id: string, taken: readonly string[]): void {
  if (!definitionSchema.shape.id.safeParse(id).success) throw new Refusal(refusals.badId(id));
  if (taken.includes(id)) throw new Refusal(refusals.takenId(id));
}

async function chooseKey(database: Database, relation: Relation, said: string | undefined): Promise<string> {
  const usable = relation.columns.filter(fieldTypeOf).map(({ name }) => name);
  if (said === undefined) {
    const [known] = relation.keys.filter((key) => usable.includes(key));
    if (known === undefined) throw new Refusal(refusals.noKey(relation.isView, usable));
    return known;
  }
  if (!usable.includes(said)) throw new Refusal(refusals.noSuchColumn('--key', said, usable));
  if (relation.keys.includes(said)) return said;
  const faults = await keyFaults(database, relation.name, said);
  if (faults > 0) throw new Refusal(refusals.keyNotUnique(said, faults));
  return said;
}

async function chooseGeometry(database: Database, relation: Relation, notes: Localized[]) {
  const [found, ...others] = relation.geometries;
  if (!found) {
    notes.push(refusals.noGeometry());
    return { geometry: null, sample: null };
  }
  if (others.length > 0)
    notes.push(
      refusals.oneGeometry(
        found.column,
        others.map(({ column }) => column),
      ),
    );
  const sample = await sampleGeometry(database, relation.name, found.column);
  const srids = found.srid > 0 ? [found.srid] : sample.srids.filter((srid) => srid > 0);
  const [srid, another] = srids;
  if (srid === undefined || another !== undefined) throw new Refusal(refusals.noSrid(found.column));
  const geometry: GeometryInput = { column: found.column, type: geometryType(found.type, sample.types), srid };
  const strays = await countStrays(database, relation.name, found.column, srid);
  if (strays > 0) notes.push(refusals.outsideSweden(strays, srid));
  return { geometry, sample };
}

/** The declared type, else what the rows have: Polygon and MultiPolygon together are MultiPolygon. */
function geometryType(declared: string, found: readonly string[]): GeometryInput['type'] {
  const plain = (name: string) => name.toUpperCase().replace(/Z?M?$/, '');
  const known = (name: string) => geometryTypes.find((type) => type.toUpperCase() === plain(name));
  const own = known(declared);
  if (own && own !== 'Geometry') return own;
  const types = new Set(found.map(known));
  const [first, ...more] = types;
  if (first && more.length === 0) return first;
  const families = new Set([...types].map((type) => type?.replace('Multi', '')));
  const [family, other] = families;
  return (family && other === undefined && known(`Multi${family}`)) || 'Geometry';
}

function chosenPublic(relation: Relation, said: readonly string[] | 'all', notes: Localized[]) {
  const names = relation.columns.filter(fieldTypeOf).map(({ name }) => name);
  if (said === 'all') return () => true;
  const unknown = said.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Refusal(refusals.noSuchColumn('--public', unknown, names));
  if (said.length === 0) notes.push(refusals.nothingPublic(names));
  return (name: string) => said.includes(name);
}
