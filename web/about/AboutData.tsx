import type { DatasetDescription } from '../../server/styles/describe.ts';
import { formatTime } from '../../server/styles/format.ts';
import { BackButton } from '../panel/BackButton.tsx';
import { closeAside } from '../state/actions.ts';
import { description, lang, t } from '../state/state.ts';

/** Who answers for each dataset, what one may do with it, and where it is as data. */
export function AboutData() {
  const words = t.value;
  const datasets = description.value?.datasets ?? [];
  const withCard = new Set(description.value?.subjects.flatMap((card) => card.datasets));
  const sorted = [...datasets].sort((a, b) => Number(withCard.has(b.id)) - Number(withCard.has(a.id)));
  return (
    <div class="padded">
      <BackButton leave={closeAside} />
      <h2 tabIndex={-1}>{words.aboutData}</h2>
      {sorted.map((dataset) => (
        <Dataset key={dataset.id} dataset={dataset} />
      ))}
    </div>
  );
}

function Dataset({ dataset }: { dataset: DatasetDescription }) {
  const words = t.value;
  return (
    <details class="about-dataset">
      <summary>{dataset.title}</summary>
      <p>{dataset.description}</p>
      {dataset.example ? <p class="example">{words.example}</p> : null}
      <dl class="values">
        <Line term={words.owner} text={dataset.informationsagare} />
        <Line term={words.steward} text={dataset.forvaltare} />
        <div>
          <dt>{words.licence}</dt>
          <dd>
            <a href={dataset.licence.url} rel="license">
              {dataset.licence.title}
            </a>
          </dd>
        </div>
        <Line term={words.source} text={dataset.source} />
        <Line term={words.frequency} text={dataset.updateFrequency} />
        <Line term={words.updated} text={dataset.updated && formatTime(dataset.updated, lang.value)} />
      </dl>
      <p class="links">
        <a href={`/downloads/${dataset.id}.geojson`} download>
          {words.download}
        </a>
        <a href={`/geodata/v1/collections/${dataset.id}`}>{words.api}</a>
      </p>
    </details>
  );
}

function Line({ term, text }: { term: string; text: string | undefined }) {
  if (!text) return null;
  return (
    <div>
      <dt>{term}</dt>
      <dd>{text}</dd>
    </div>
  );
}
