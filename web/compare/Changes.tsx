import { formatDate, formatNumber } from '../../server/styles/format.ts';
import { titleOf } from '../map/hits.ts';
import { flyTo } from '../map/open-map.ts';
import { showFeature } from '../state/actions.ts';
import { datasetOf, lang } from '../state/state.ts';
import { dashes } from './changes-drawn.ts';
import { type Difference, differences, most } from './differences.ts';
import { compareWords } from './words.ts';

/** What has changed since a day, dataset by dataset, with the line that it has on the map. */
export function Changes({ day }: { day: string }) {
  const words = compareWords.value;
  const known = differences.value;
  if (!known)
    return (
      <p class="quiet" role="status">
        {words.loading}
      </p>
    );
  const titleOfDataset = (id: string) => datasetOf(id)?.title ?? id;
  const groups = [...Map.groupBy(known.all, ({ dataset }) => dataset)];
  return (
    <section aria-labelledby="changes-head">
      <h3 id="changes-head">{words.changedSince.replace('{day}', formatDate(day, lang.value))}</h3>
      {known.unknown.map((dataset) => (
        <p key={dataset} class="note">
          {words.unknown.replace('{what}', titleOfDataset(dataset))}
        </p>
      ))}
      {groups.length === 0 && known.unknown.length === 0 ? <p role="status">{words.nothing}</p> : null}
      {known.cut.map((dataset) => (
        <p key={dataset} class="note">
          {words.cut.replace('{what}', titleOfDataset(dataset)).replace('{n}', formatNumber(most, lang.value))}
        </p>
      ))}
      {groups.map(([dataset, members]) => (
        <section key={dataset}>
          <h4 class="list-head">
            {titleOfDataset(dataset)} <span class="number">{members.length}</span>
          </h4>
          <ul class="list change-list">
            {members.map((member) => (
              <Row key={member.key} one={member} />
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

function Row({ one }: { one: Difference }) {
  const dataset = datasetOf(one.dataset);
  const shape = one.after ?? one.before;
  if (!dataset || !shape) return null;
  return (
    <li>
      <button
        type="button"
        id={`change-${one.dataset}/${one.key}`}
        onClick={() => {
          flyTo(shape);
          if (one.after) showFeature({ dataset: one.dataset, key: one.key });
        }}
      >
        <svg class="change-mark" width="22" height="12" viewBox="0 0 22 12" aria-hidden="true">
          <path d="M1 6h20" stroke-dasharray={dashes[one.change].map((part) => part * 2.6).join(' ')} />
        </svg>
        <span class="answer-title">{titleOf(dataset, shape.properties ?? {}) || one.key}</span>
        <span class="answer-subtitle">
          {compareWords.value[one.change]}
          {changedFields(one)}
        </span>
      </button>
    </li>
  );
}

/** Which of the fields that people read have another value. */
function changedFields({ dataset, before, after }: Difference): string {
  if (!before || !after) return '';
  const fields = datasetOf(dataset)?.fields.filter(
    ({ name }) => JSON.stringify(before.properties?.[name]) !== JSON.stringify(after.properties?.[name]),
  );
  const titles = fields?.map(({ title }) => title.toLowerCase()) ?? [];
  return titles.length === 0 ? '' : `: ${titles.join(', ')}`;
}
