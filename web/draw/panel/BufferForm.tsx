import { useSignal } from '@preact/signals';
import { lang } from '../../state/state.ts';
import type { Shape } from '../drawing.ts';
import { metresInWords } from '../figures.ts';
import type { OneGeometry } from '../geometry/plane.ts';
import { geometryOf } from '../shape.ts';
import { add } from '../state/drawings.ts';
import { colour, problem } from '../state/tools.ts';
import { drawWords } from '../words.ts';

/** Makes an area of all that lies so many metres around something. */
export function BufferForm({ around, title }: { around: Shape | OneGeometry; title?: string }) {
  const words = drawWords.value;
  const metres = useSignal('50');
  const make = async () => {
    const distance = Number(metres.value.replace(',', '.'));
    if (!Number.isFinite(distance) || distance === 0) return;
    problem.value = undefined;
    const { bufferOf } = await import('../geometry/buffer.ts');
    const geometry = bufferOf('kind' in around ? geometryOf(around) : around, distance);
    const name = [title, words.bufferOf.replace('{metres}', metresInWords(distance, lang.value))]
      .filter(Boolean)
      .join(': ');
    if (geometry) add({ kind: 'area', geometry, name, colour: colour.value, figures: false });
    else problem.value = words.bufferNothing;
  };
  return (
    <form
      class="buffer-form"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <label>
        <span class="field-label">{words.buffer}</span>
        <input
          type="text"
          inputMode="decimal"
          value={metres.value}
          onInput={(event) => {
            metres.value = event.currentTarget.value;
          }}
        />
      </label>
      <button type="submit" class="plain-button">
        {words.makeBuffer}
      </button>
    </form>
  );
}
