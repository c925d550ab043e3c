import { signal } from '@preact/signals';

/** What somebody asks about: a place, and what is so many metres from it, or an area by its corners. Degrees, east before north. */
export type Question =
  | { kind: 'point'; point: readonly [longitude: number, latitude: number]; within: number }
  | { kind: 'area'; corners: readonly (readonly [longitude: number, latitude: number])[] };

/** The place that is asked about; undefined: nobody asks, or about one feature (`chosen`). */
export const asked = signal<Question | undefined>(undefined);

/** More corners than these have no room in an address. */
const mostCorners = 200;
/** About a decimetre. */
const decimals = 6;

/** `longitude,latitude,metres`, or the corners of an area in the same way. Undefined: too many of them. */
export function writeAsked(question: Question): string | undefined {
  if (question.kind === 'area') {
    const { corners } = question;
    return corners.length > mostCorners ? undefined : corners.map(written).join();
  }
  const { point, within } = question;
  return within > 0 ? `${written(point)},${within}` : written(point);
}

function written([longitude, latitude]: readonly [number, number]): string {
  return `${Number(longitude.toFixed(decimals))},${Number(latitude.toFixed(decimals))}`;
}

/** Undefined: the text asks about nothing. */
export function readAsked(text: string | undefined): Question | undefined {
  const numbers = text === undefined ? [] : text.split(',').map(Number);
  if (numbers.length < 2 || !numbers.every(Number.isFinite)) return undefined;
  const [longitude = 0, latitude = 0, within = 0] = numbers;
  if (numbers.length <= 3)
    return { kind: 'point', point: [longitude, latitude], within: Math.max(0, Math.round(within)) };
  if (numbers.length < 6 || numbers.length % 2 === 1) return undefined;
  const corners = numbers.flatMap((one, index): [number, number][] =>
    index % 2 === 0 ? [[one, numbers[index + 1] ?? 0]] : [],
  );
  return { kind: 'area', corners };
}

/** The same question as the query of `/har` (server/here). */
export function hereQuery(question: Question): URLSearchParams {
  if (question.kind === 'point') {
    return new URLSearchParams({ punkt: written(question.point), inom: String(question.within) });
  }
  const ring = [...question.corners, ...question.corners.slice(0, 1)];
  return new URLSearchParams({ yta: JSON.stringify({ type: 'Polygon', coordinates: [ring] }), inom: '0' });
}
