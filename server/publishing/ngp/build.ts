import type { Geometry, Polygon } from 'geojson';
import { type Places, planPlaces, provisionPlaces } from './flatten.ts';
import type { Json } from './place.ts';
import type { OutgoingRow } from './rows.ts';

/** Rows as objects of a delivery: as they came, with what has been edited since put in its place. */

/** A row and what differs in it from how it came. Undefined: it did not come in a delivery. */
export interface Edited {
  row: OutgoingRow;
  edits: ReadonlySet<string> | undefined;
}

const kinds: Readonly<Record<Geometry['type'], string>> = {
  Point: 'punkt',
  LineString: 'linje',
  Polygon: 'yta',
  MultiPoint: 'multipunkt',
  MultiLineString: 'multilinje',
  MultiPolygon: 'multiyta',
  GeometryCollection: 'multigeometri',
};

/** Nobody knows how a place was found that was drawn here. */
function described(position: Geometry): Json {
  return {
    geometri: { typ: kinds[position.type], koordinatsystemPlan: 'EPSG:3006', dimension: 2, position },
    geometrimetadata: { lagesbestamningsmetodIPlan: { typ: 'okänd' } },
  };
}

/** One of several that is the only one is itself. */
function simplest(geometry: Geometry): Geometry {
  if (geometry.type === 'MultiPolygon' && geometry.coordinates.length === 1)
    return { type: 'Polygon', coordinates: geometry.coordinates[0] ?? [] };
  return geometry;
}

function surfaces(geometry: Geometry | undefined): Geometry[] {
  if (geometry?.type !== 'MultiPolygon') return geometry ? [geometry] : [];
  return geometry.coordinates.map((coordinates): Polygon => ({ type: 'Polygon', coordinates }));
}

function overlay(object: Json, places: Places, { row, edits }: Edited): void {
  for (const [column, place] of Object.entries(places))
    if (column in row.values && (!edits || edits.has(column))) place.set(object, row.values[column] ?? null);
}

export function planObject(edited: Edited, geometryColumn: string): Json {
  const { row, edits } = edited;
  const object: Json = { 'feature:typ': 'detaljplan', ...structuredClone(row.raw) };
  overlay(object, planPlaces, edited);
  if (!edits || edits.has(geometryColumn)) object.plangeometri = surfaces(row.geometry).map(described);
  return object;
}

/** The rows of one provision, by geometry number: a geometry each. */
export function provisionObject(rows: readonly Edited[], geometryColumn: string): Json {
  const [first] = rows;
  const raw = rows.find(({ row }) => row.raw)?.row.raw;
  const object: Json = { 'feature:typ': '', ...structuredClone(raw) };
  if (first) {
    // Of several rows that say different things the first is believed, and reading it back tells of the others.
    const edits = rows.every((one) => one.edits) ? new Set(rows.flatMap((one) => [...(one.edits ?? [])])) : undefined;
    overlay(object, provisionPlaces, { row: first.row, edits });
  }
  const came = Array.isArray(raw?.bestammelsegeometri) ? raw.bestammelsegeometri : [];
  object.bestammelsegeometri = rows.flatMap(({ row, edits }) => {
    const before: unknown = came[Number(row.values.geometrinummer) - 1];
    if (before !== undefined && edits && !edits.has(geometryColumn)) return [before];
    return row.geometry ? [described(simplest(row.geometry))] : [];
  });
  return object;
}
