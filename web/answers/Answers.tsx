import type { DatasetDescription } from '../../server/styles/describe.ts';
import { subtitleOf } from '../../server/styles/feature-name.ts';
import { titleOf } from '../map/hits.ts';
import { flyTo } from '../map/open-map.ts';
import { BackButton } from '../panel/BackButton.tsx';
import { featurePath, herePath } from '../server.ts';
import { here, hereRefused, openedFirst } from '../state/ask-here.ts';
import { asked } from '../state/asked.ts';
import { chosenFeature, chosenIsGone } from '../state/loading.ts';
import { answers, chosen, datasetOf, description, type Hit, lang, subjectsOn, t } from '../state/state.ts';
import { Asked, Know } from './Asked.tsx';
import { Marks } from './Marks.tsx';
import { Related } from './Related.tsx';
import { SeriesTable } from './SeriesTable.tsx';
import { toldAlone } from './told-alone.ts';
import { Values } from './Values.tsx';
import { Way } from './Way.tsx';
import { answerWords } from './words.ts';

/** Everything at the place that was asked about, or one feature alone, grouped by subject: what is switched on comes first. */
export function Answers() {
  const words = t.value;
  const question = asked.value;
  const hits = answers.value ?? (question ? undefined : linkedFeature());
  const refused = question && hereRefused.value;
  return (
    <div class="padded answers">
      <BackButton />
      {question ? <Asked question={question} /> : null}
      {hits === undefined ? <p class="quiet">{chosenIsGone.value && !question ? words.gone : words.loading}</p> : null}
      {refused ? <p>{answerWords.value.refused.replace('{why}', refused)}</p> : null}
      {hits?.length === 0 && !refused ? <p>{words.nothingHere}</p> : null}
      {groups(hits ?? []).map(({ id, title, members }) => (
        <section key={id}>
          <h2>{title}</h2>
          {members.map((hit) => (
            <Answer key={`${hit.dataset}/${hit.key}`} hit={hit} />
          ))}
        </section>
      ))}
      {question && here.value ? <Know question={question} /> : null}
    </div>
  );
}

/** A feature that came with the page's address has no click: it is all there is to tell. */
function linkedFeature(): Hit[] | undefined {
  const loaded = chosenFeature.value;
  if (!loaded) return undefined;
  return [{ ...loaded.chosen, properties: loaded.feature.properties ?? {} }];
}

/** The subject of what was opened first, then those that are on, then the others, each in the order of the answers. */
function groups(hits: readonly Hit[]): { id: string; title: string; members: Hit[] }[] {
  const bySubject = Map.groupBy(hits, ({ dataset }) => datasetOf(dataset)?.subject ?? dataset);
  const begun = openedFirst.value;
  const rank = (id: string) => (id === begun ? 0 : subjectsOn.value.includes(id) ? 1 : 2);
  return [...bySubject]
    .map(([id, members]) => ({
      id,
      title: description.value?.subjects.find((card) => card.id === id)?.title ?? id,
      members,
    }))
    .sort((one, other) => rank(one.id) - rank(other.id));
}

function Answer({ hit }: { hit: Hit }) {
  const dataset = datasetOf(hit.dataset);
  if (!dataset) return null;
  const open = chosen.value?.dataset === hit.dataset && chosen.value.key === hit.key;
  const loaded = chosenFeature.value;
  const whole =
    open && loaded?.chosen.key === hit.key ? { ...hit.properties, ...loaded.feature.properties } : hit.properties;
  const subtitle = subtitleOf(dataset, whole);
  const alone = toldAlone.value;
  const told = hit.told ?? (alone?.dataset === hit.dataset && alone.key === hit.key ? alone : undefined);
  return (
    <article class={open ? 'answer open' : 'answer'}>
      <h3>
        <button
          type="button"
          id={`answer-${hit.dataset}/${hit.key}`}
          aria-expanded={open}
          onClick={() => {
            chosen.value = open ? undefined : { dataset: hit.dataset, key: hit.key };
          }}
        >
          <span class="answer-title">{titleOf(dataset, whole) || told?.name || dataset.title}</span>
          {subtitle ? <span class="answer-subtitle">{subtitle}</span> : null}
          <Marks dataset={dataset} hit={{ ...hit, properties: whole }} />
          {told && (!told.isThere || told.shares) ? <span class="answer-where">{told.where}</span> : null}
        </button>
      </h3>
      {open ? <Details dataset={dataset} hit={hit} told={told} properties={whole} /> : null}
    </article>
  );
}

function Details({
  dataset,
  hit,
  told,
  properties,
}: {
  dataset: DatasetDescription;
  hit: Hit;
  told: Hit['told'];
  properties: Hit['properties'];
}) {
  const words = t.value;
  return (
    <>
      <Way way={told?.way} />
      <Values dataset={dataset} properties={properties} />
      <SeriesTable dataset={dataset} properties={properties} />
      {told ? <Related related={told.related} /> : null}
      {told?.contact.email ? (
        <p class="contact">
          {answerWords.value.contact} <a href={`mailto:${told.contact.email}`}>{told.contact.name}</a>
        </p>
      ) : null}
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
        <a href={herePath(new URLSearchParams({ objekt: `${hit.dataset}/${hit.key}` }), lang.value, 'pdf')}>
          {answerWords.value.pdf}
        </a>
      </p>
    </>
  );
}
