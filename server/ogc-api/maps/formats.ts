import { type PictureType, pictureTypes } from '../../pictures/content.ts';
import type { Representation } from '../representations.ts';

/** A map as a picture of one kind. */
export interface MapRepresentation extends Representation {
  id: PictureType;
}

function offered(id: PictureType, name: string): MapRepresentation {
  return { id, mediaType: pictureTypes[id], title: { sv: `Karta som ${name}`, en: `Map as ${name}` } };
}

export const mapsOffered: readonly [MapRepresentation, ...MapRepresentation[]] = [
  offered('png', 'PNG'),
  offered('jpeg', 'JPEG'),
  offered('webp', 'WebP'),
  offered('svg', 'SVG'),
  offered('pdf', 'PDF'),
];
