import type { Language } from '../http/language.ts';
import { previewSize } from '../pages/index.ts';
import type { Answer } from './answer.ts';

/** So many corners of an area have room in an address; another is shown by its place alone. */
const mostCorners = 200;
/** Degrees of latitude around a place, and of longitude: some 400 m. */
const around = [0.0036, 0.0018] as const;

/** The address of a picture of the place, marked, with what was asked of drawn on the map as it is now. */
export function pictureAddress(
  { question, place, isPast }: Answer,
  layers: readonly string[],
  { baseUrl, lang }: { baseUrl: string; lang: Language },
): string {
  const query = [
    `lager=${layers.join()}`,
    `storlek=${previewSize.width}x${previewSize.height}`,
    `lang=${lang}`,
    ...(question.kind === 'object' && !isPast ? [] : [`bbox=${boxOf(place.bounds).join()}`]),
  ];
  return `${baseUrl}/karta@2x.png?${[...query, ...markOf(question, isPast)].join('&')}`;
}

function markOf(question: Answer['question'], isPast: boolean): string[] {
  if (question.kind === 'point') return [`marke=${question.point.join()}`];
  if (question.kind === 'object') {
    return isPast ? [] : [`valt=${question.dataset}/${encodeURIComponent(question.key)}`, 'upphort=ja'];
  }
  const [first] = question.area.coordinates;
  const ring = first?.[0]?.slice(0, -1) ?? [];
  return ring.length <= mostCorners ? [`marke=${ring.flat().join()}`] : [];
}

function boxOf([west, south, east, north]: Answer['place']['bounds']): number[] {
  const right = Math.max((east - west) * 0.15, around[0]);
  const up = Math.max((north - south) * 0.15, around[1]);
  return [west - right, south - up, east + right, north + up].map((one) => Number(one.toFixed(6)));
}
