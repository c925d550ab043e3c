import { batch } from '@preact/signals';
import { lang } from '../../state/state.ts';
import type { Drawing, NewDrawing, Shape } from '../drawing.ts';
import { figuresInShort } from '../shape.ts';
import { drawWords } from '../words.ts';
import { add, drawings, replace, selected } from './drawings.ts';
import { colour, draft, problem, spoken, takeTool, tool } from './tools.ts';

/** What happens with what is drawn when it is done. */

export function finish(shape: Shape): void {
  const made = tool.peek();
  draft.value = undefined;
  if (!made) return;
  if (made.makes === 'cut') {
    void cut(shape);
    return;
  }
  const words = drawWords.value;
  const common = { name: shape.kind === 'text' ? words.newText : '', colour: colour.peek(), figures: made.figures };
  batch(() => {
    add(withShape(common, shape));
    // One who marks points marks several.
    if (shape.kind !== 'point') takeTool(undefined);
    spoken.value = `${words.done}: ${words.kinds[shape.kind]} ${figuresInShort(shape, lang.value)}`;
  });
}

/** Corners or the centre of a drawing have been moved. */
export function move(drawing: Drawing, shape: Shape): void {
  const { id, name, colour, figures } = drawing;
  const moved =
    drawing.kind === 'circle' && shape.kind === 'point' ? { ...drawing, geometry: shape.geometry } : undefined;
  replace(id, [moved ?? { ...withShape({ name, colour, figures }, kept(drawing, shape)), id }]);
}

/** A text stays one. */
function kept({ kind }: Drawing, shape: Shape): Shape {
  return kind === 'text' && shape.kind === 'point' ? { ...shape, kind } : shape;
}

export function withShape(common: Pick<Drawing, 'name' | 'colour' | 'figures'>, shape: Shape): NewDrawing {
  switch (shape.kind) {
    case 'line':
      return { ...common, kind: shape.kind, geometry: shape.geometry };
    case 'area':
      return { ...common, kind: shape.kind, geometry: shape.geometry };
    case 'circle':
      return { ...common, kind: shape.kind, geometry: shape.geometry, radius: shape.radius };
    default:
      return { ...common, kind: shape.kind, geometry: shape.geometry };
  }
}

async function cut(knife: Shape): Promise<void> {
  const drawing = selected.peek();
  takeTool(undefined);
  if (!drawing || knife.kind !== 'line') return;
  const { splitArea, splitLine } = await import('../geometry/split.ts');
  const { name, colour, figures } = drawing;
  const common = { name, colour, figures };
  const parts: Shape[] | undefined =
    drawing.kind === 'line'
      ? splitLine(drawing.geometry, knife.geometry)?.map((geometry) => ({ kind: 'line', geometry }))
      : drawing.kind === 'area'
        ? splitArea(drawing.geometry, knife.geometry)?.map((geometry) => ({ kind: 'area', geometry }))
        : undefined;
  // It may have been changed while the code was on its way.
  if (!drawings.peek().includes(drawing)) return;
  if (!parts) {
    problem.value = drawWords.value.notSplit;
    return;
  }
  replace(
    drawing.id,
    parts.map((part, index) => ({
      ...withShape(common, part),
      id: index === 0 ? drawing.id : `${drawing.id}-${index}`,
    })),
  );
  spoken.value = drawWords.value.splitInto.replace('{n}', String(parts.length));
}
