import { subtitleOf } from '../../server/styles/feature-name.ts';
import { Marks } from '../answers/Marks.tsx';
import { titleOf } from '../map/hits.ts';
import { BackButton } from '../panel/BackButton.tsx';
import { showFeature } from '../state/actions.ts';
import { datasetOf, description, type Hit, inView, t } from '../state/state.ts';

/** At most this many of each dataset: a longer list helps nobody. */
const most = 100;

/** Everything that the map shows, as a list: the way to the answers for those who do not click in maps. */
export function InView() {
  const words = t.value;
  const datasets = (description.value?.subjects ?? [])
    .flatMap((card) => card.datasets)
    .filter((id) => (inView.value.get(id)?.length ?? 0) > 0);
  return (
    <div class="padded">
      <BackButton />
      <h2>{words.listTitle}</h2>
      {datasets.length === 0 ? <p>{words.nothingInView}</p> : null}
      {datasets.map((id) => (
        <DatasetList key={id} id={id} hits={inView.value.get(id) ?? []} />
      ))}
    </div>
  );
}

function DatasetList({ id, hits }: { id: string; hits: readonly Hit[] }) {
  const dataset = datasetOf(id);
  if (!dataset) return null;
  const sorted = hits
    .map((hit) => ({ hit, title: titleOf(dataset, hit.properties) || dataset.title }))
    .sort((a, b) => a.title.localeCompare(b.title, 'sv', { numeric: true }));
  const left = hits.length - most;
  return (
    <section>
      <h3 class="list-head">
        {dataset.title} <span class="number">{hits.length}</span>
      </h3>
      <ul class="list">
        {sorted.slice(0, most).map(({ hit, title }) => (
          <li key={hit.key}>
            <button
              type="button"
              id={`row-${id}/${hit.key}`}
              onClick={() => showFeature({ dataset: id, key: hit.key }, hit)}
            >
              <span class="answer-title">{title}</span>
              <span class="answer-subtitle">{subtitleOf(dataset, hit.properties)}</span>
              <Marks dataset={dataset} hit={hit} />
            </button>
          </li>
        ))}
      </ul>
      {left > 0 ? <p class="quiet">{t.value.andMore.replace('{n}', String(left))}</p> : null}
    </section>
  );
}
