import type { Block } from './blocks.ts';
import type { Mark } from './marks.ts';

/** An arrow to true north, turned so many degrees clockwise from the grid's north, which is up. */
export function northArrow(degrees: number, unit: number): Block {
  const height = 15 * unit;
  const size = 3 * unit;
  return {
    name: 'north arrow',
    height,
    marks(x, y) {
      const [middle, centre] = [x + 5 * unit, y + 8.7 * unit];
      const angle = (degrees * Math.PI) / 180;
      const turned = (right: number, up: number): [number, number] => [
        middle + unit * (right * Math.cos(angle) + up * Math.sin(angle)),
        centre + unit * (right * Math.sin(angle) - up * Math.cos(angle)),
      ];
      const ring = (...corners: [number, number][]) => corners.flatMap(([right, up]) => turned(right, up));
      const [left, base] = turned(0, 6.4);
      const line = { ink: 'ink', width: 0.22 * unit } as const;
      const marks: Mark[] = [
        { kind: 'shape', rings: [ring([0, 5.6], [2.4, -5.2], [0, -3.6])], closed: true, fill: 'ink', line },
        { kind: 'shape', rings: [ring([0, 5.6], [-2.4, -5.2], [0, -3.6])], closed: true, fill: 'white', line },
        { kind: 'text', x: left, y: base, text: 'N', size, face: 'semibold', ink: 'ink', align: 'middle' },
      ];
      return marks;
    },
  };
}
