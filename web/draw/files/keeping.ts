import type { Geometry, Point, Position } from 'geojson';
import { z } from 'zod/mini';
import { positions } from '../../../server/geometry/positions.ts';
import { colours, type Drawing, drawingSchema, type NewDrawing } from '../drawing.ts';
import { distance } from '../geometry/measure.ts';
import { mapped, type OneGeometry, planeAround } from '../geometry/plane.ts';
import { geometryOf } from '../shape.ts';
import { FileFault } from './fault.ts';
import type { Found, FoundFeature } from './found.ts';
import { guessSystem, toDegrees } from './systems.ts';

/** How drawings are kept in files, and made of what files hold. */

/** A drawing as a feature with what a file can keep of it. */
export interface Written {
  geometry: OneGeometry;
  properties: Readonly<Record<'namn' | 'slag' | 'farg', string>> & { figurer: boolean; radie?: number };
}

const kinds = { point: 'punkt', text: 'text', line: 'linje', area: 'yta', circle: 'cirkel' } as const;

export function toFeature(drawing: Drawing): Written {
  return {
    geometry: geometryOf(drawing),
    properties: {
      namn: drawing.name,
      slag: kinds[drawing.kind],
      farg: drawing.colour,
      figurer: drawing.figures,
      ...(drawing.kind === 'circle' ? { radie: drawing.radius } : {}),
    },
  };
}

export function inSystem(written: Written, change: (position: Position) => Position): Written {
  return { ...written, geometry: mapped(written.geometry, change) };
}

/** More than that no browser keeps (5 MB), and nobody finds in a list. */
const most = { drawings: 2000, corners: 50_000 };

/** Drawings of what a file holds, and the system that its coordinates were read in. `system`: what a person says that it is. */
export function toDrawings(
  { features, system: told }: Found,
  system?: number,
): { drawings: NewDrawing[]; system: number } {
  const places = features.flatMap(({ geometry }) => positions(geometry));
  const said = system ?? told;
  const guessed = said === undefined ? guessSystem(places) : { system: said, isTurned: false };
  const change = guessed && toDegrees(guessed.system);
  if (!guessed || !change) throw new FileFault('unknownSystem', said === undefined ? '' : `EPSG:${said}`);
  if (places.length > most.corners) throw new FileFault('tooMany', String(places.length));
  const turned = (position: Position) => change(guessed.isTurned ? [position[1] ?? 0, position[0] ?? 0] : position);
  const drawings = features.flatMap((feature) => drawingsOf(feature, turned));
  if (drawings.length > most.drawings) throw new FileFault('tooMany', String(drawings.length));
  return { drawings, system: guessed.system };
}

const kept = z.object({
  namn: z.catch(z.optional(z.string()), undefined),
  slag: z.catch(z.optional(z.enum(Object.values(kinds))), undefined),
  farg: z.catch(z.enum(colours), 'blue'),
  figurer: z.catch(z.union([z.boolean(), z.number()]), false),
  radie: z.catch(z.optional(z.number()), undefined),
});
/** What people call the column with a name. */
const names = ['namn', 'name', 'text', 'beteckning', 'label', 'title', 'titel'];

function drawingsOf({ geometry, properties }: FoundFeature, change: (position: Position) => Position): NewDrawing[] {
  const { farg: colour, figurer, slag, radie } = kept.parse(properties);
  const named = names.map((name) => properties[name]).find((value) => typeof value === 'string' && value.trim() !== '');
  const common = {
    id: '',
    colour,
    figures: Boolean(figurer),
    name: typeof named === 'string' ? named.trim().slice(0, 200) : '',
  };
  return single(geometry)
    .map((part) => mapped(part, change))
    .map((part) => ({ ...common, ...shapeOf(part, slag, radie) }))
    .flatMap((drawing) => {
      const parsed = drawingSchema.safeParse(drawing);
      if (!parsed.success) return [];
      const { id: _id, ...known } = parsed.data;
      return [known];
    });
}

function shapeOf(geometry: OneGeometry, slag: string | undefined, radie: number | undefined) {
  if (geometry.type === 'Point') return { kind: slag === 'text' ? 'text' : 'point', geometry };
  if (geometry.type === 'LineString') return { kind: 'line', geometry };
  if (slag === 'cirkel' && radie !== undefined && geometry.type !== 'MultiPoint') {
    const centre = middleOf(geometry);
    const [corner = centre.coordinates] = positions(geometry);
    // Somebody may have drawn its corners elsewhere since.
    if (Math.abs(distance(centre.coordinates, corner) - radie) < 0.01 * radie)
      return { kind: 'circle', geometry: centre, radius: radie };
  }
  return { kind: 'area', geometry };
}

function middleOf(geometry: OneGeometry): Point {
  const corners = positions(geometry).slice(1);
  const plane = planeAround(corners);
  const flat = corners.map(plane.flat);
  const mean = (axis: 0 | 1) => flat.reduce((sum, place) => sum + place[axis], 0) / flat.length;
  return { type: 'Point', coordinates: plane.round([mean(0), mean(1)]) };
}

/** Points and lines one by one; an area of several parts stays one. */
function single(geometry: Geometry): OneGeometry[] {
  switch (geometry.type) {
    case 'MultiPoint':
      return geometry.coordinates.map((coordinates) => ({ type: 'Point', coordinates }));
    case 'MultiLineString':
      return geometry.coordinates.map((coordinates) => ({ type: 'LineString', coordinates }));
    case 'MultiPolygon': {
      const [only = []] = geometry.coordinates;
      return geometry.coordinates.length === 1 ? [{ type: 'Polygon', coordinates: only }] : [geometry];
    }
    case 'GeometryCollection': {
      // Areas of one feature of a file belong together.
      const parts = geometry.geometries.flatMap(single);
      const areas = parts.flatMap((part) =>
        part.type === 'Polygon' ? [part.coordinates] : part.type === 'MultiPolygon' ? part.coordinates : [],
      );
      const others = parts.filter(({ type }) => type !== 'Polygon' && type !== 'MultiPolygon');
      if (areas.length === 0) return others;
      return [...others, ...single({ type: 'MultiPolygon', coordinates: areas })];
    }
    default:
      return [geometry];
  }
}
