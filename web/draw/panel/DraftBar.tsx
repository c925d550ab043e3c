import { useSignal } from '@preact/signals';
import { lang } from '../../state/state.ts';
import { figuresInShort } from '../shape.ts';
import { hand } from '../state/hand-now.ts';
import { cornersSoFar, draft, editedId, takeTool, toolName } from '../state/tools.ts';
import { readPlace } from '../state/typed.ts';
import { drawWords } from '../words.ts';

/** What the tool in hand does, what it has measured, and what ends it: in the panel, or over the map where that is narrow. */
export function DraftBar() {
  const words = drawWords.value;
  const name = toolName.value;
  const now = draft.value;
  const isEditing = editedId.value !== undefined;
  if (!name && !isEditing) return null;
  return (
    <section class="draft-bar" aria-label={name ? words.tools[name] : words.edit}>
      <p>{name ? words.hints[name] : words.editHint}</p>
      {name ? <p class="quiet draft-keys">{words.keys}</p> : null}
      <p class="draft-figures">{now?.shape ? figuresInShort(now.shape, lang.value) : '\u00a0'}</p>
      <div class="draw-buttons">
        <button type="button" class="plain-button" onClick={() => hand.value?.done()}>
          {words.done}
        </button>
        {name ? (
          <>
            <button
              type="button"
              class="plain-button"
              disabled={!now || now.corners === 0}
              onClick={() => hand.value?.back()}
            >
              {words.takeBack}
            </button>
            <button type="button" class="plain-button" onClick={() => takeTool(undefined)}>
              {words.cancel}
            </button>
          </>
        ) : null}
      </div>
      {name ? <Typed /> : null}
    </section>
  );
}

function Typed() {
  const words = drawWords.value;
  const text = useSignal('');
  const isWrong = useSignal(false);
  return (
    <form
      class="typed-corner"
      onSubmit={(event) => {
        event.preventDefault();
        const place = readPlace(text.value, cornersSoFar().at(-1));
        isWrong.value = place === undefined;
        if (!place) return;
        hand.value?.cornerAt(place[0] ?? 0, place[1] ?? 0);
        text.value = '';
      }}
    >
      <label>
        <span class="field-label">{words.typed}</span>
        <input
          type="text"
          autocomplete="off"
          value={text.value}
          aria-invalid={isWrong.value}
          aria-describedby="typed-hint"
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
        />
      </label>
      <button type="submit" class="plain-button">
        {words.set}
      </button>
      <p id="typed-hint" class={isWrong.value ? 'wrong' : 'quiet'} role={isWrong.value ? 'alert' : undefined}>
        {isWrong.value ? words.typedWrong : words.typedHint}
      </p>
    </form>
  );
}
