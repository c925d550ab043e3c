import { gpx } from '@tmcw/togeojson';
import { FileFault } from './fault.ts';
import type { Found } from './found.ts';

/** Waypoints, tracks and routes of a GPX. */
export function readGpx(text: string): Found {
  const document = new DOMParser().parseFromString(text, 'application/xml');
  const fault = document.querySelector('parsererror');
  if (fault || document.documentElement.localName !== 'gpx')
    throw new FileFault(
      'notXml',
      document.documentElement.localName === 'html' ? '' : document.documentElement.localName,
    );
  const { features } = gpx(document);
  return {
    system: 4326,
    skipped: {},
    features: features.flatMap(({ geometry, properties }) =>
      geometry ? [{ geometry, properties: properties ?? {} }] : [],
    ),
  };
}
