import { lang, theme } from '../../state/state.ts';
import { palette } from '../palette.ts';
import { figuresInShort } from '../shape.ts';
import { change, drawings, selectedId } from '../state/drawings.ts';
import { drawWords } from '../words.ts';
import { DrawingDetails } from './DrawingDetails.tsx';

/** All that is drawn, the newest first; one of them is open. */
export function DrawingList() {
  const words = drawWords.value;
  const all = drawings.value;
  if (all.length === 0) return <p class="quiet">{words.none}</p>;
  return (
    <>
      <ul class="drawings">
        {all.toReversed().map((drawing) => {
          const isOpen = drawing.id === selectedId.value;
          const figures = figuresInShort(drawing, lang.value);
          return (
            <li key={drawing.id}>
              <button
                type="button"
                class="drawing"
                aria-expanded={isOpen}
                onClick={() => {
                  selectedId.value = isOpen ? undefined : drawing.id;
                }}
              >
                <span
                  class="drawing-colour"
                  style={{ background: palette[theme.value][drawing.colour] }}
                  aria-hidden="true"
                />
                <span class="drawing-name">{drawing.name || words.kinds[drawing.kind]}</span>
                <span class="number">{figures}</span>
              </button>
              {isOpen ? <DrawingDetails drawing={drawing} /> : null}
            </li>
          );
        })}
      </ul>
      {all.length > 1 ? (
        <button type="button" class="as-link" onClick={() => change([])}>
          {words.removeAll}
        </button>
      ) : null}
    </>
  );
}
