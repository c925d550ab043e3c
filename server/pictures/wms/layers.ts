import type { Definition } from '../../datasets/definition.ts';
import { groupPrefix, groupsOf, type PictureLayer, paperName } from '../groups.ts';
import { fault, missing, short } from './faults.ts';

/** More in one request is nobody's map (LayerLimit). */
export const mostLayers = 50;

/** The layers that a parameter names, in its order. Throws LayerNotDefined. */
export function layersNamed(
  definitions: readonly Definition[],
  names: readonly string[],
  parameter: string,
): PictureLayer[] {
  if (names.length === 0) throw missing(parameter);
  if (names.length > mostLayers) {
    throw fault(
      'InvalidParameterValue',
      parameter,
      `${parameter} har ${names.length} lager, fler än ${mostLayers}.`,
      `${parameter} has ${names.length} layers, more than ${mostLayers}.`,
    );
  }
  const groups = groupsOf(definitions);
  const known = [...groups.flatMap(({ members }) => members), ...groups];
  return names.map((name) => {
    const plain = [paperName, 'paper'].includes(name) ? groupPrefix + paperName : name;
    const found = known.find((layer) => layer.name === name) ?? known.find((layer) => layer.name === plain);
    if (found) return found;
    throw fault(
      'LayerNotDefined',
      parameter,
      `Lagret "${short(name)}" finns inte. De som finns står i GetCapabilities.`,
      `There is no layer "${short(name)}". See GetCapabilities.`,
    );
  });
}
