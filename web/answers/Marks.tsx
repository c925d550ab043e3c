import type { DatasetDescription } from '../../server/styles/describe.ts';
import { standingOf } from '../../server/styles/standing.ts';
import { type Hit, t } from '../state/state.ts';

/** What nobody may overlook about a feature: whether it applies, and that it is invented. */
export function Marks({ dataset, hit }: { dataset: DatasetDescription; hit: Hit }) {
  const words = t.value;
  const standing = standingOf(dataset, hit.properties);
  const status = dataset.standing && hit.properties[dataset.standing.field];
  const isExample = dataset.exampleField !== undefined && hit.properties[dataset.exampleField] === true;
  if (!standing && !isExample) return null;
  return (
    <span class="marks">
      {standing ? (
        <span class={`mark ${standing}`}>
          {words[standing]}
          {standing !== 'applies' && status ? ` (${status})` : ''}
        </span>
      ) : null}
      {isExample ? <span class="mark example-mark">{words.exampleFeature}</span> : null}
    </span>
  );
}
