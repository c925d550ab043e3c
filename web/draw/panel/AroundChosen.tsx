import { titleOf } from '../../map/hits.ts';
import { chosenFeature } from '../../state/loading.ts';
import { datasetOf } from '../../state/state.ts';
import { drawWords } from '../words.ts';
import { BufferForm } from './BufferForm.tsx';

/** A buffer around the feature that is chosen on the map. */
export function AroundChosen() {
  const one = chosenFeature.value;
  const geometry = one?.feature.geometry;
  const dataset = one && datasetOf(one.chosen.dataset);
  if (!geometry || geometry.type === 'GeometryCollection' || !dataset) return null;
  const title = titleOf(dataset, one.feature.properties ?? {});
  return (
    <section>
      <h3>{drawWords.value.aroundChosen.replace('{title}', title)}</h3>
      <BufferForm around={geometry} title={title} />
    </section>
  );
}
