import type { PictureLayer } from '../groups.ts';
import { type Look, looksOf } from '../looks.ts';
import { fault, short } from './faults.ts';

/** An empty name, or `default` as GeoServer's clients say, is the first style. Throws StyleNotDefined. */
export function lookNamed(layer: PictureLayer, name: string, parameter: string): Look {
  const looks = looksOf(layer.definitions);
  const found = looks.find((look) => look.name === (name === '' || name === 'default' ? 'light' : name));
  if (found) return found;
  const known = looks.map((look) => look.name).join(', ');
  throw fault(
    'StyleNotDefined',
    parameter,
    `${layer.name} har ingen stil "${short(name)}". De som finns: ${known}.`,
    `${layer.name} has no style "${short(name)}". Known: ${known}.`,
  );
}

/** One look for a whole picture. Throws StyleNotDefined for a list that is not one a layer, or that wants several at once. */
export function lookOfAll(layers: readonly PictureLayer[], styles: readonly string[]): Pick<Look, 'theme' | 'measure'> {
  if (styles.length > 0 && styles.length !== layers.length) {
    throw fault(
      'StyleNotDefined',
      'STYLES',
      `STYLES har ${styles.length} namn och LAYERS ${layers.length}: ett för varje lager, eller inget alls.`,
      `STYLES has ${styles.length} names and LAYERS ${layers.length}: one for each layer, or none at all.`,
    );
  }
  const looks = layers.map((layer, index) => lookNamed(layer, styles[index] ?? '', 'STYLES'));
  const [first = { theme: 'light' as const, measure: undefined }] = looks;
  const measures = new Set(looks.flatMap(({ measure }) => measure ?? []));
  if (looks.some(({ theme }) => theme !== first.theme) || measures.size > 1) {
    throw fault(
      'StyleNotDefined',
      'STYLES',
      'Alla lager i en bild har samma stil: ljus, mörk eller grå, och samma mått.',
      'All layers of a picture have one style: light, dark or grey, and one measure.',
    );
  }
  return { theme: first.theme, measure: [...measures][0] };
}
