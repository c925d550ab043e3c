import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { openMap } from '../map/open-map.ts';
import { showFeature } from '../state/actions.ts';
import { datasetOf } from '../state/state.ts';
import { type Direction, nearestTowards } from './nearest.ts';
import { type PlacedFeature, placedFeatures } from './placed.ts';
import { walkWords } from './words.ts';
import './walk.css';

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/**
 * What the map draws, for those who use the keys: the arrows go to the nearest feature in their direction, Enter opens it. Each is
 * spoken. Beside the map itself, whose arrows move it.
 */
export function Walk() {
  const words = walkWords.value;
  const at = useSignal<PlacedFeature | undefined>(undefined);
  const said = useSignal('');
  const map = openMap.value;
  useEffect(() => {
    // What has been moved is elsewhere.
    const leave = () => {
      at.value = undefined;
    };
    map?.on('movestart', leave);
    return () => {
      map?.off('movestart', leave);
    };
  }, [map]);
  if (!map) return null;
  const goTo = (next: PlacedFeature | undefined) => {
    if (!next) {
      said.value = words.nothingThere;
      return;
    }
    at.value = next;
    said.value = `${datasetOf(next.hit.dataset)?.title ?? ''}: ${next.title}`;
  };
  const begin = () => {
    const { clientWidth, clientHeight } = map.getContainer();
    const middle = { x: clientWidth / 2, y: clientHeight / 2 };
    const all = placedFeatures(map);
    const distance = ({ x, y }: PlacedFeature) => Math.hypot(x - middle.x, y - middle.y);
    goTo(all.sort((a, b) => distance(a) - distance(b))[0]);
  };
  return (
    <div
      class="walk"
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is what the keys are for.
      tabIndex={0}
      aria-label={words.title}
      aria-describedby="walk-keys"
      onFocus={begin}
      onBlur={() => {
        at.value = undefined;
      }}
      onKeyDown={(event) => {
        const direction = directions[event.key];
        const from = at.value;
        if (direction) {
          event.preventDefault();
          if (from) goTo(nearestTowards(placedFeatures(map), from, direction));
          else begin();
        } else if (event.key === 'Enter' && from) {
          event.preventDefault();
          showFeature({ dataset: from.hit.dataset, key: from.hit.key }, from.hit);
        } else if (event.key === '+' || event.key === '-') {
          if (event.key === '+') map.zoomIn();
          else map.zoomOut();
        }
      }}
    >
      {at.value ? <span class="walk-at" style={{ left: `${at.value.x}px`, top: `${at.value.y}px` }} /> : null}
      <span id="walk-keys" class={at.value ? 'walk-words' : 'spoken'}>
        {at.value ? at.value.title : words.keys}
      </span>
      <span class="spoken" aria-live="polite">
        {said.value}
      </span>
    </div>
  );
}
