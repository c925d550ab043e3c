import { closing, type DrawingLayer, opening } from '../../../server/formats/dxf/document.ts';
import { entityWriter } from '../../../server/formats/dxf/entities.ts';
import { positions } from '../../../server/geometry/positions.ts';
import { type Colour, colours, type Drawing } from '../drawing.ts';
import { inSystem, toFeature } from './keeping.ts';
import { type SystemCode, toMetres } from './systems.ts';

/** Of texts, in metres: 2.5 mm on a drawing of 1:1,000. */
const height = 2.5;
const layerColours: Record<Colour, string> = {
  blue: '#1d5fbf',
  red: '#c2410c',
  green: '#2f7d32',
  purple: '#8e2a8b',
  ink: '#000000',
};

/** A drawing in layers by colour, in metres of a system; names are texts in a layer of their own. */
export function writeDxf(drawings: readonly Drawing[], system: SystemCode): string {
  const layers: DrawingLayer[] = colours
    .filter((colour) => drawings.some((drawing) => drawing.colour === colour))
    .map((colour) => ({ name: `ritning - ${colour}`, colour: layerColours[colour] }));
  const { shape, text } = entityWriter();
  const entities = drawings.map((drawing) => {
    const { geometry } = inSystem(toFeature(drawing), toMetres(system));
    const drawn = drawing.kind === 'text' ? '' : shape(`ritning - ${drawing.colour}`, geometry);
    return drawn + (drawing.name ? text('ritning - text', drawing.name, positions(geometry)[0] ?? [0, 0], height) : '');
  });
  return opening([...layers, { name: 'ritning - text' }], 'metre') + entities.join('') + closing();
}
