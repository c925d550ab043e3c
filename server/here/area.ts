import { z } from 'zod';
import { isInSweden } from '../geometry/sweden.ts';
import type { Localized } from '../http/language.ts';
import { type Problem, problem } from '../http/problems.ts';
import { outside } from './outside.ts';
import { areaParameter, mostCorners } from './parameters.ts';

type Position = readonly [longitude: number, latitude: number];
type Polygon = readonly (readonly Position[])[];

/** An area in degrees, east before north. Its rings are closed. */
export interface Area {
  type: 'MultiPolygon';
  coordinates: readonly Polygon[];
}

const position = z.tuple([z.number(), z.number()]).rest(z.number());
const polygon = z.array(z.array(position).min(1)).min(1);
const areaShape = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: polygon }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).min(1) }),
]);
const featureShape = z.object({ type: z.literal('Feature'), geometry: z.unknown() });

const example = '{"type":"Polygon","coordinates":[[[17.07,59.63],[17.08,59.63],[17.08,59.64],[17.07,59.63]]]}';

/** Parses `yta`: a polygon, several, or a feature with either. Throws a 400 problem that says what is wrong. */
export function parseArea(text: string): Area {
  const json = parseJson(text);
  const feature = featureShape.safeParse(json);
  const found = areaShape.safeParse(feature.success ? feature.data.geometry : json);
  if (!found.success) throw wrongArea(text, { sv: `GeoJSON som ${example}`, en: `GeoJSON such as ${example}` });
  const { type, coordinates } = found.data;
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  const corners = polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
  if (corners > mostCorners) {
    throw wrongArea(text, {
      sv: `en yta med högst ${mostCorners} hörn, inte ${corners}`,
      en: `an area of at most ${mostCorners} corners, not ${corners}`,
    });
  }
  return { type: 'MultiPolygon', coordinates: polygons.map((rings) => rings.map((ring) => checkedRing(ring, text))) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function checkedRing(ring: readonly (readonly [number, number, ...number[]])[], text: string): Position[] {
  const flat = ring.map(([longitude, latitude]): Position => [longitude, latitude]);
  const [first] = flat;
  const last = flat.at(-1);
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1]) {
    throw wrongArea(text, {
      sv: `sluten: den sista punkten i en ring är den första igen (${first?.join()})`,
      en: `closed: the last position of a ring is the first one again (${first?.join()})`,
    });
  }
  if (flat.length < 4) {
    throw wrongArea(text, {
      sv: 'ringar med minst fyra punkter, den första och den sista lika',
      en: 'rings of at least four positions, the first and the last alike',
    });
  }
  const stray = flat.find((one) => !isInSweden(one));
  if (stray) throw wrongArea(text, outside(stray));
  return flat;
}

const mostTold = 100;

/** A 400 problem about `yta`. */
export function wrongArea(text: string, expected: Localized): Problem {
  const value = text.length > mostTold ? `${text.slice(0, mostTold)} …` : text;
  return problem('bad-parameter', { name: areaParameter.name, value, expected });
}
