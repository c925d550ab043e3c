import { isInSweden } from '../geometry/sweden.ts';
import type { Localized } from '../http/language.ts';

/** What a place outside the country should be: perhaps its numbers stand the wrong way round, or are metres. */
export function outside([x, y]: readonly [number, number]): Localized {
  if (isInSweden([y, x])) {
    return {
      sv: `longitud före latitud: ${y},${x} ligger i Sverige`,
      en: `longitude before latitude: ${y},${x} lies in Sweden`,
    };
  }
  if (Math.abs(x) > 180 || Math.abs(y) > 90) {
    return {
      sv: 'longitud,latitud i grader (WGS 84), inte meter, till exempel 17.078,59.636',
      en: 'longitude,latitude in degrees (WGS 84), not metres, such as 17.078,59.636',
    };
  }
  return {
    sv: 'en plats i Sverige: longitud,latitud, till exempel 17.078,59.636',
    en: 'a place in Sweden: longitude,latitude, such as 17.078,59.636',
  };
}
