import type { DatasetDescription, SubjectDescription } from '../../server/styles/describe.ts';
import { formatNumber } from '../../server/styles/format.ts';
import { capabilities } from '../capabilities.ts';
import { forecastWords } from '../forecast/words.ts';
import { Legend } from '../legend/Legend.tsx';
import { withoutWebGl } from '../map/open-map.ts';
import { switchSubject } from '../state/actions.ts';
import {
  allSeries,
  datasetOf,
  description,
  endedShown,
  inView,
  lang,
  subjectsOn,
  t,
  thinning,
  zoom,
} from '../state/state.ts';
import { isNarrow } from './sheet-height.ts';

/** A card for each subject: what it is, how much of it is in view, and a switch. */
export function Subjects() {
  const words = t.value;
  const cards = description.value?.subjects;
  if (!cards) return <p class="quiet padded">{words.loading}</p>;
  return (
    <>
      <ul class="cards">
        {cards.map((card) => (
          <Card key={card.id} card={card} />
        ))}
      </ul>
      <div class="padded after-cards">
        <p class="quiet">{isNarrow.value ? words.thisWayTouch : words.thisWay}</p>
      </div>
    </>
  );
}

function EndedSwitch() {
  return (
    <label class="ended-switch">
      <input
        type="checkbox"
        checked={endedShown.value}
        onChange={(event) => {
          endedShown.value = event.currentTarget.checked;
        }}
      />
      {t.value.showEnded}
    </label>
  );
}

/** Its areas are there, and the years that they have figures of are none. */
function hasNoFigures({ id, measures }: DatasetDescription): boolean {
  return measures.length > 0 && allSeries.value[id]?.years.length === 0;
}

function Card({ card }: { card: SubjectDescription }) {
  const words = t.value;
  const on = subjectsOn.value.includes(card.id);
  const [main] = card.datasets;
  const count = main === undefined ? 0 : (inView.value.get(main)?.length ?? 0);
  const dataset = main === undefined ? undefined : datasetOf(main);
  const tooFarOut = dataset?.zooms !== undefined && zoom.value < dataset.zooms.min;
  // Vector tiles of 512 pixels: the map at zoom 8.7 is drawn with tiles of zoom 8.
  const share = main === undefined ? undefined : thinning.value[main]?.[Math.floor(zoom.value)];
  const titleId = `card-${card.id}`;
  return (
    <li class={on ? 'card on' : 'card'}>
      <label class="card-head">
        <span class="card-words">
          <span class="card-title" id={titleId}>
            {card.title}
          </span>
          <span class="card-sentence">{card.sentence}</span>
        </span>
        <input
          type="checkbox"
          role="switch"
          checked={on}
          aria-checked={on}
          aria-labelledby={titleId}
          onChange={(event) => switchSubject(card.id, event.currentTarget.checked)}
        />
      </label>
      {on ? (
        <div class="card-body">
          {withoutWebGl.value ? null : (
            <p class="count">{tooFarOut ? words.zoomIn : `${formatNumber(count, lang.value)} ${words.inView}`}</p>
          )}
          {share === undefined ? null : (
            <p class="note">{words.thinned.replace('{n}', formatNumber(100 * share, lang.value, 0))}</p>
          )}
          {dataset && hasNoFigures(dataset) ? <p class="note">{forecastWords().noFigures}</p> : null}
          {card.datasets.some((id) => datasetOf(id)?.standing?.ended.length) ? <EndedSwitch /> : null}
          {capabilities.map(({ id, card: Part }) => (Part ? <Part key={id} card={card} /> : null))}
          <Legend card={card} />
          {card.note ? <p class="note">{card.note}</p> : null}
        </div>
      ) : null}
    </li>
  );
}
