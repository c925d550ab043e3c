import type { Language } from '../../http/language.ts';
import { formatNumber } from '../../styles/format.ts';
import type { Block } from './blocks.ts';
import { type Mark, rectangle } from './marks.ts';

/** 1, 2 or 5 and zeros: the largest that is not larger. */
export function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [5, 2, 1].find((one) => one * power <= value * (1 + 1e-9)) ?? 1;
  return step * power;
}

const fewest = 2;
const most = 5;

/** Equal steps of a round length that fit into so many millimetres: metres on the ground, and how many. */
export function barSteps(scale: number, width: number): { metres: number; count: number } {
  const ground = (width * scale) / 1000;
  const metres = roundDown(ground / fewest);
  return { metres, count: Math.min(most, Math.floor(ground / metres + 1e-9)) };
}

/** A bar of black and white steps with the lengths on it. */
export function scaleBar(scale: number, width: number, unit: number, lang: Language): Block {
  const { metres, count } = barSteps(scale, width - 6 * unit);
  const step = (metres * 1000) / scale;
  const size = 2.3 * unit;
  const thick = 1.3 * unit;
  const isFar = metres * count >= 1000;
  const words = (length: number) => formatNumber(isFar ? length / 1000 : length, lang, 3);
  return {
    name: 'scale bar',
    height: size * 1.25 + thick + 0.6 * unit,
    marks(x, y) {
      const top = y + size * 1.25;
      const bars = Array.from(
        { length: count },
        (_, index): Mark =>
          rectangle(
            { x: x + index * step, y: top, width: step, height: thick },
            { fill: index % 2 === 0 ? 'ink' : 'white', line: { ink: 'ink', width: 0.18 * unit } },
          ),
      );
      const label = (index: number): Mark => {
        const isLast = index === count;
        const text = isLast ? `${words(metres * index)} ${isFar ? 'km' : 'm'}` : words(metres * index);
        const align = index === 0 ? 'left' : isLast ? 'left' : 'middle';
        const at = x + index * step - (isLast ? size * 0.27 * words(metres * index).length : 0);
        return { kind: 'text', x: at, y: y + size * 0.92, text, size, face: 'regular', ink: 'ink', align };
      };
      return [...bars, label(0), label(1), label(count)];
    },
  };
}
