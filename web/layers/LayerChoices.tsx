import { metadataOf } from '../../server/styles/compose.ts';
import type { SubjectDescription } from '../../server/styles/describe.ts';
import { formatNumber } from '../../server/styles/format.ts';
import { baseStyle } from '../state/loading.ts';
import { lang, subjectsOn } from '../state/state.ts';
import { moved, opacities, stacked } from './layers-state.ts';
import { layerWords } from './words.ts';
import './layers.css';

/** How much of a subject can be seen, and what lies over what. */
export function LayerChoices({ card }: { card: SubjectDescription }) {
  const words = layerWords.value;
  const share = opacities.value[card.id] ?? 1;
  const order = orderNow();
  const at = order.indexOf(card.id);
  const percent = `${formatNumber(100 * share, lang.value, 0)} %`;
  return (
    <details class="layer-choices">
      <summary>{words.title}</summary>
      <label>
        <span class="field-label">
          {words.visibility}: {percent}
        </span>
        <input
          type="range"
          min={0.1}
          max={1}
          step={0.1}
          value={share}
          aria-valuetext={percent}
          onInput={(event) => {
            opacities.value = { ...opacities.value, [card.id]: event.currentTarget.valueAsNumber };
          }}
        />
      </label>
      {order.length > 1 ? (
        <p class="layer-order">
          <Move words={words.up} title={card.title} isPossible={at > 0} to={() => moved(order, card.id, 1)} />
          <Move
            words={words.down}
            title={card.title}
            isPossible={at < order.length - 1}
            to={() => moved(order, card.id, -1)}
          />
        </p>
      ) : null}
    </details>
  );
}

function Move({
  words,
  title,
  isPossible,
  to,
}: {
  words: string;
  title: string;
  isPossible: boolean;
  to: () => string[];
}) {
  return (
    <button
      type="button"
      class="plain-button"
      disabled={!isPossible}
      onClick={() => {
        stacked.value = to();
      }}
    >
      {words}
      <span class="spoken">: {title}</span>
    </button>
  );
}

/** The subjects that are on, from the topmost: as somebody has put them, else as the map has them. */
function orderNow(): string[] {
  const all = baseStyle.value?.style.layers.toReversed() ?? [];
  const subjects = all.map((layer) => metadataOf(layer, 'allmanning:subject') ?? '');
  const known = [...new Set(subjects)].filter((id) => subjectsOn.value.includes(id));
  const chosen = stacked.value.filter((id) => known.includes(id));
  return [...chosen, ...known.filter((id) => !chosen.includes(id))];
}
