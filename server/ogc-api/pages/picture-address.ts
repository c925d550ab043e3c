import type { Box } from '../../geometry/positions.ts';
import { previewSize, type Visit } from '../../pages/index.ts';
import type { DatasetDescription } from '../../styles/describe.ts';
import { collectionUrl } from '../links.ts';

/** Addresses of pictures that pages are linked to with, and that stand for the map where there are no scripts. */

const size = `storlek=${previewSize.width}x${previewSize.height}`;

/** What the picture shows, for those who do not see it. */
export function mapOf(name: string, { lang }: Visit): string {
  return { sv: `Karta: ${name}`, en: `Map: ${name}` }[lang];
}

export function featurePicture(visit: Visit, { id }: Pick<DatasetDescription, 'id'>, key: string): string {
  return `${collectionUrl(visit, id)}/items/${encodeURIComponent(key)}@2x.png?${size}&lang=${visit.lang}`;
}

/** All of a dataset, in the box that it fills in degrees. What is paper needs no subject. */
export function datasetPicture(
  { baseUrl, lang }: Visit,
  { id, subject }: Pick<DatasetDescription, 'id' | 'subject'>,
  [west, south, east, north]: Box,
): string {
  const layers = subject === 'background' ? '' : id;
  const place =
    west < east && south < north
      ? `bbox=${[west, south, east, north].join()}`
      : `mitt=${[(west + east) / 2, (south + north) / 2].join()}`;
  return `${baseUrl}/karta@2x.png?lager=${layers}&${place}&${size}&lang=${lang}`;
}
