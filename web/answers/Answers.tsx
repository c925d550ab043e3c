import type { DatasetDescription } from '../../server/styles/describe.ts';
import { subtitleOf } from '../../server/styles/feature-name.ts';
import { titleOf } from '../map/hits.ts';
import { flyTo } from '../map/open-map.ts';
import { BackButton } from '../panel/BackButton.tsx';
import { featurePath } from '../server.ts';
import { chosenFeature, chosenIsGone } from '../state/loading.ts';
import { answers, chosen, datasetOf, description, type Hit, subjectsOn, t } from '../state/state.ts';
import { Marks } from './Marks.tsx';
import { SeriesTable } from './SeriesTable.tsx';
import { Values } from './Values.tsx';

/** Everything under the point that was asked about, grouped by subject, what lies on top first. */
export function Answers() {
  const words = t.value;
  const hits = answers.value ?? linkedFeature();
  return (
    <div class="padded answers">
      <BackButton />
      {hits === undefined ? <p class="quiet">{chosenIsGone.value ? words.gone : words.loading}</p> : null}
      {hits?.length === 0 ? <Nothing /> : null}
      {groups(hits ?? []).map(({ id, title, members }) => (
        <section key={id}>
          <h2>{title}</h2>
          {members.map((hit) => (
            <Answer key={`${hit.dataset}/${hit.key}`} hit={hit} />
          ))}
        </section>
      ))}
    </div>
  );
}

/** That nothing is found may mean less than it seems: the subjects say so themselves. */
function Nothing() {
  const notes = description.value?.subjects.filter(({ id, note }) => note && subjectsOn.value.includes(id)) ?? [];
  return (
    <>
      <p>{t.value.nothingHere}</p>
      {notes.map(({ id, note }) => (
        <p key={id} class="note">
          {note}
        </p>
      ))}
    </>
  );
}

/** A feature that came with the page's address has no click: it is all there is to tell. */
function linkedFeature(): Hit[] | undefined {
  const loaded = chosenFeature.value;
  if (!loaded) return undefined;
  return [{ ...loaded.chosen, properties: loaded.feature.properties ?? {} }];
}

function groups(hits: readonly Hit[]): { id: string; title: string; members: Hit[] }[] {
  const bySubject = Map.groupBy(hits, ({ dataset }) => datasetOf(dataset)?.subject ?? dataset);
  return [...bySubject].map(([id, members]) => ({
    id,
    title: description.value?.subjects.find((card) => card.id === id)?.title ?? id,
    members,
  }));
}

function Answer({ hit }: { hit: Hit }) {
  const dataset = datasetOf(hit.dataset);
  if (!dataset) return null;
  const open = chosen.value?.dataset === hit.dataset && chosen.value.key === hit.key;
  const loaded = chosenFeature.value;
  const whole =
    open && loaded?.chosen.key === hit.key ? { ...hit.properties, ...loaded.feature.properties } : hit.properties;
  const subtitle = subtitleOf(dataset, whole);
  return (
    <article class={open ? 'answer open' : 'answer'}>
      <h3>
        <button
          type="button"
          aria-expanded={open}
          onClick={() => {
            chosen.value = open ? undefined : { dataset: hit.dataset, key: hit.key };
          }}
        >
          <span class="answer-title">{titleOf(dataset, whole) || dataset.title}</span>
          {subtitle ? <span class="answer-subtitle">{subtitle}</span> : null}
          <Marks dataset={dataset} hit={{ ...hit, properties: whole }} />
        </button>
      </h3>
      {open ? <Details dataset={dataset} hit={hit} properties={whole} /> : null}
    </article>
  );
}

function Details({
  dataset,
  hit,
  properties,
}: {
  dataset: DatasetDescription;
  hit: Hit;
  properties: Hit['properties'];
}) {
  const words = t.value;
  return (
    <>
      <Values dataset={dataset} properties={properties} />
      <SeriesTable dataset={dataset} properties={properties} />
      <p class="links">
        <button
          type="button"
          class="as-link"
          onClick={() => {
            const feature = chosenFeature.value?.feature;
            if (feature) flyTo(feature);
          }}
        >
          {words.showOnMap}
        </button>
        <a href={featurePath(hit)}>{words.asData}</a>
      </p>
    </>
  );
}
