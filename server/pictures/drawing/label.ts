import { Formatted } from '@maplibre/maplibre-gl-style-spec';
import type { Feature } from '../../styles/evaluate.ts';
import type { Look } from './layer.ts';
import type { Section, TextPaint, TextStyle } from './text.ts';

/** Icons and names are placed from the uppermost layer down, and drawn from the lowest up. */
export type Draw = () => void;

/** A text, how it is set, and how it is painted. */
export interface Label {
  sections: Section[];
  style: TextStyle;
  paint: TextPaint;
  padding: number;
}

export function labelOf(look: Look, feature: Feature): Label | undefined {
  const face = firstText(look.value('text-font', feature)) ?? 'Source Sans Regular';
  const sections = sectionsOf(look.value('text-field', feature), face, look.value('text-transform', feature));
  if (!sections.some(({ text }) => text.trim() !== '')) return undefined;
  const size = look.number('text-size', feature);
  const opacity = look.number('text-opacity', feature);
  if (size <= 0 || opacity <= 0) return undefined;
  const halo = look.colour('text-halo-color', feature);
  return {
    sections,
    padding: look.number('text-padding', feature),
    style: {
      size,
      spacing: look.number('text-letter-spacing', feature) * size,
      mostWidth: look.number('text-max-width', feature) * size,
      lineHeight: look.number('text-line-height', feature),
    },
    paint: {
      colour: look.colour('text-color', feature).css,
      halo: halo.visible ? halo.css : undefined,
      haloWidth: look.number('text-halo-width', feature),
      opacity,
    },
  };
}

function firstText(value: unknown): string | undefined {
  const [first]: unknown[] = Array.isArray(value) ? value : [];
  return typeof first === 'string' ? first : undefined;
}

/** Longer names than this are no names. */
const mostLetters = 300;

function sectionsOf(value: unknown, face: string, transform: unknown): Section[] {
  const turned = (text: string) => {
    // Control characters are no letters; a line break is one's own.
    const plain = text.slice(0, mostLetters).replaceAll(/(?!\n)\p{Cc}/gu, ' ');
    if (transform === 'uppercase') return plain.toLocaleUpperCase('sv');
    return transform === 'lowercase' ? plain.toLocaleLowerCase('sv') : plain;
  };
  if (!(value instanceof Formatted)) return [{ text: turned(String(value ?? '')), face, scale: 1 }];
  return value.sections.map(({ text, scale, fontStack }) => ({
    text: turned(text),
    face: fontStack ?? face,
    scale: scale ?? 1,
  }));
}
