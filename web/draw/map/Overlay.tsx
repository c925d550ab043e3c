import './draw.css';
import './layers.ts';
import { useEffect } from 'preact/hooks';
import { openMap } from '../../map/open-map.ts';
import { isNarrow } from '../../panel/sheet-height.ts';
import { lang, page } from '../../state/state.ts';
import { drawRoom } from '../door.ts';
import { DraftBar } from '../panel/DraftBar.tsx';
import { figuresInShort } from '../shape.ts';
import { fromLink, linkIsBroken } from '../state/drawings.ts';
import { hand } from '../state/hand-now.ts';
import { draft, editedId, pointer, spoken, toolName } from '../state/tools.ts';
import { drawWords } from '../words.ts';

/** Where the figures stand beside the pointer, in pixels. */
const aside = { x: 18, y: 18 };

/** Over the map: the figures beside the pointer, what the address of the page brought, and what is said aloud. */
export function Overlay() {
  const isBusy = toolName.value !== undefined || editedId.value !== undefined;
  // Beside the map there is the room; where there is not, the bar lies on the map.
  const isOnMap = isNarrow.value || page.value !== drawRoom;
  return (
    <>
      {isBusy ? <Hand /> : null}
      {isBusy && isOnMap ? <DraftBar /> : null}
      <Beside />
      {isBusy ? null : <FromLink />}
      <p class="spoken" aria-live="polite">
        {spoken.value}
      </p>
    </>
  );
}

/** The tool in hand, while there is one, on the map that there is. */
function Hand() {
  const map = openMap.value;
  useEffect(() => {
    if (!map) return;
    let isOver = false;
    void import('./hand.ts').then(({ takeInHand }) => {
      if (!isOver) hand.value = takeInHand(map);
    });
    return () => {
      isOver = true;
      hand.value?.stop();
      hand.value = undefined;
    };
  }, [map]);
  return null;
}

function Beside() {
  const at = pointer.value;
  const shape = draft.value?.shape;
  const text = shape ? figuresInShort(shape, lang.value) : '';
  if (!at || !text) return null;
  return (
    <div
      class="hover-label draw-figures"
      aria-hidden="true"
      style={{ transform: `translate(${at.x + aside.x}px, ${at.y + aside.y}px)` }}
    >
      {text}
    </div>
  );
}

/** Said once, until somebody closes it. */
function FromLink() {
  const words = drawWords.value;
  const count = fromLink.value;
  if (count === 0 && !linkIsBroken.value) return null;
  return (
    <div class="notice draw-notice" role="status">
      <p>{linkIsBroken.value ? words.brokenLink : words.fromLink.replace('{n}', String(count))}</p>
      <button
        type="button"
        class="plain-button"
        onClick={() => {
          fromLink.value = 0;
          linkIsBroken.value = false;
        }}
      >
        {words.close}
      </button>
    </div>
  );
}
