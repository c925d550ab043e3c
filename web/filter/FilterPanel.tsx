import './filter.css';
import { useEffect } from 'preact/hooks';
import type { DatasetDescription } from '../../server/styles/describe.ts';
import { filled } from '../../server/styles/filled.ts';
import { formatNumber } from '../../server/styles/format.ts';
import { BackButton } from '../panel/BackButton.tsx';
import { leaveTo, StepsRoom } from '../panel/StepsRoom.tsx';
import { isOn, lookedAmong } from '../state/selection.ts';
import { endedShown, filters, lang, t } from '../state/state.ts';
import { Chips } from './Chips.tsx';
import { chosenIn } from './choices.ts';
import { FieldChoice } from './FieldChoice.tsx';
import { type Facet, followFacets, known, trouble } from './facets.ts';
import { filterButton, filteredDataset } from './room.ts';
import { filterWords } from './words.ts';

/** Chooses which features of a dataset the page shows, field by field. */
export function FilterPanel() {
  const words = filterWords.value;
  const datasets = lookedAmong();
  const dataset = datasets.find(({ id }) => id === filteredDataset.value) ?? datasets.find(isOn) ?? datasets[0];
  return (
    <StepsRoom button={filterButton} class="padded filter">
      <BackButton leave={() => leaveTo(filterButton)} isRoom />
      <h2>{words.title}</h2>
      <label class="field-label" for="filter-dataset">
        {words.dataset}
      </label>
      <select
        id="filter-dataset"
        value={dataset?.id}
        onChange={(event) => {
          filteredDataset.value = event.currentTarget.value;
        }}
      >
        {datasets.map(({ id, title, hasGeometry }) => (
          <option key={id} value={id}>
            {hasGeometry ? title : filled(words.noMap, { title })}
          </option>
        ))}
      </select>
      {dataset ? <Choices key={dataset.id} dataset={dataset} /> : <p class="quiet">{t.value.loading}</p>}
    </StepsRoom>
  );
}

function Choices({ dataset }: { dataset: DatasetDescription }) {
  const words = filterWords.value;
  const { conditions, foreign } = chosenIn(dataset);
  const filter = filters.value[dataset.id];
  useEffect(() => followFacets(dataset, lang.value), [dataset, filter, endedShown.value, lang.value]);
  const current = known.value?.dataset === dataset.id ? known.value : undefined;
  const [first, others] = inOrder(dataset, current?.facets ?? []);
  const field = (facet: Facet, isOpen: boolean) => (
    <FieldChoice
      key={facet.property}
      {...{ dataset, facet, isOpen }}
      condition={conditions.find((one) => one.field === facet.property)}
    />
  );
  return (
    <>
      <p class="filter-count" role="status">
        {current ? <Count matched={current.matched} all={current.all} /> : words.counting}
      </p>
      <Trouble />
      <Chips dataset={dataset} />
      {dataset.protection ? <p class="note">{words.protected}</p> : null}
      {foreign === undefined ? (
        <>
          {first.map((facet, index) => field(facet, index === 0))}
          {others.length > 0 ? (
            <details
              class="more-fields"
              open={others.some((one) => conditions.some(({ field }) => field === one.property))}
            >
              <summary>{filled(words.more, { n: others.length })}</summary>
              {others.map((facet) => field(facet, false))}
            </details>
          ) : null}
        </>
      ) : null}
    </>
  );
}

function Count({ matched, all }: { matched: number; all: number }) {
  const words = filterWords.value;
  const number = (value: number) => formatNumber(value, lang.value, 0);
  return <>{filled(matched === all ? words.allShown : words.of, { n: number(matched), all: number(all) })}</>;
}

function Trouble() {
  const words = filterWords.value;
  const what = trouble.value;
  if (!what) return null;
  return (
    <p class="note" role="status">
      {'busy' in what ? words.busy : filled(words.refused, { why: what.refused })}
    </p>
  );
}

/** What the map tells of a feature comes first, in that order; then the rest, but for the key. */
function inOrder({ popup, key, fields }: DatasetDescription, facets: readonly Facet[]): [Facet[], Facet[]] {
  const first = new Set([popup.subtitle, ...popup.title, ...popup.fields]);
  const isLink = (name: string) => fields.find((one) => one.name === name)?.format === 'link';
  const shown = facets.filter(({ property, kind }) => property !== key && !(kind === 'text' && isLink(property)));
  const told = [...first].flatMap((name) => shown.find(({ property }) => property === name) ?? []);
  return [told, shown.filter((facet) => !told.includes(facet))];
}
