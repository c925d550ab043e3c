import { effect } from '@preact/signals';
import type { HereAnswer } from '../../server/here/shape.ts';
import { formatNumber } from '../../server/styles/format.ts';
import { flyTo } from '../map/open-map.ts';
import { showFeature } from '../state/actions.ts';
import { chosenFeature } from '../state/loading.ts';
import { lang, t } from '../state/state.ts';
import type { Chosen } from '../state/url.ts';
import { answerWords } from './words.ts';

type Kind = HereAnswer['related'][number];
type Relative = Kind['features'][number];

/** More of one kind are counted, not named. */
const most = 12;

/** What a feature belongs together with: each opens in the panel, and the map goes there. Those of one name stand once. */
export function Related({ related }: { related: HereAnswer['related'] }) {
  return (
    <>
      {related.map((kind) => (
        <RelatedKind key={kind.title} kind={kind} />
      ))}
    </>
  );
}

function RelatedKind({ kind: { title, dataset, features } }: { kind: Kind }) {
  const words = answerWords.value;
  const names = [...Map.groupBy(features, ({ name, standing }) => `${standing} ${name}`).values()];
  const left = names.length - most;
  return (
    <>
      <h4>{title}</h4>
      <ul class="related">
        {names.slice(0, most).map((alike) => (
          <One key={alike[0]?.key} dataset={dataset} alike={alike} />
        ))}
        {left > 0 ? <li class="quiet">{words.more.replace('{count}', String(left))}</li> : null}
      </ul>
    </>
  );
}

function One({ dataset, alike }: { dataset: string; alike: readonly Relative[] }) {
  const [first] = alike;
  if (!first) return null;
  const words = answerWords.value;
  const facts = [
    ...(first.standing ? [t.value[first.standing]] : []),
    ...(alike.length > 1 ? [words.places.replace('{count}', String(alike.length))] : []),
    ...(first.share !== undefined && alike.length === 1
      ? [words.share.replace('{share}', formatNumber(Math.max(1, 100 * first.share), lang.value, 0))]
      : []),
  ];
  return (
    <li>
      <button
        type="button"
        class="as-link"
        id={`related-${dataset}/${first.key}`}
        onClick={() => openThere({ dataset, key: first.key })}
      >
        {first.name}
      </button>
      {facts.length > 0 ? <span class="quiet"> {facts.join(' · ')}</span> : null}
    </li>
  );
}

/** Opens a feature in the panel, and lets the map follow when it has come. */
function openThere(feature: Chosen): void {
  showFeature(feature);
  const stop = effect(() => {
    const loaded = chosenFeature.value;
    if (loaded?.chosen.key !== feature.key || loaded.chosen.dataset !== feature.dataset) return;
    flyTo(loaded.feature);
    queueMicrotask(() => stop());
  });
}
