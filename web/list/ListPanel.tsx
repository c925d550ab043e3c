import './list.css';
import { useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { formatNumber } from '../../server/styles/format.ts';
import { BackButton } from '../panel/BackButton.tsx';
import { leaveTo, StepsRoom } from '../panel/StepsRoom.tsx';
import { isNarrow, sheet } from '../panel/sheet-height.ts';
import { lookedAmong } from '../state/selection.ts';
import { filters, lang, t } from '../state/state.ts';
import { ColumnChoice } from './ColumnChoice.tsx';
import { currentRows, followQuestion, isChanged, reread } from './current-rows.ts';
import { Grid } from './Grid.tsx';
import { showHovered } from './hover.ts';
import { deepest } from './rows.ts';
import { SaveAs } from './SaveAs.tsx';
import { isEverywhere, listButton, listed, listedId, order } from './state.ts';
import { listWords } from './words.ts';

/** What the map shows as a table, and all that is not in view: the same for those who do not see maps. */
export function ListPanel() {
  const words = listWords.value;
  const dataset = listed.value;
  useEffect(followQuestion, []);
  useSignalEffect(showHovered);
  useEffect(() => {
    if (isNarrow.value) sheet.value = 'high';
  }, []);
  return (
    <StepsRoom button={listButton} class="list-room">
      <div class="list-title">
        <BackButton leave={() => leaveTo(listButton)} isRoom />
        <h2>{t.value.list}</h2>
      </div>
      <div class="list-head">
        <div>
          <label class="field-label" for="list-dataset">
            {words.dataset}
          </label>
          <select
            id="list-dataset"
            value={dataset?.id}
            onChange={(event) => {
              listedId.value = event.currentTarget.value;
              order.value = undefined;
            }}
          >
            {lookedAmong().map(({ id, title, hasGeometry }) => (
              <option key={id} value={id}>
                {hasGeometry ? title : words.noMap.replace('{title}', title)}
              </option>
            ))}
          </select>
        </div>
        {dataset?.hasGeometry ? (
          <div>
            <label class="field-label" for="list-where">
              {words.where}
            </label>
            <select
              id="list-where"
              value={isEverywhere.value ? 'all' : 'view'}
              onChange={(event) => {
                isEverywhere.value = event.currentTarget.value === 'all';
              }}
            >
              <option value="view">{words.inView}</option>
              <option value="all">{words.everywhere}</option>
            </select>
          </div>
        ) : null}
      </div>
      {dataset ? (
        <>
          <Told />
          <div class="list-tools">
            <ColumnChoice dataset={dataset} />
            <SaveAs />
          </div>
          <Grid key={dataset.id} dataset={dataset} />
        </>
      ) : (
        <p class="quiet">{t.value.loading}</p>
      )}
    </StepsRoom>
  );
}

/** How many there are, said when it changes, and what is wrong. */
function Told() {
  const words = listWords.value;
  const dataset = listed.value;
  const { matched, trouble } = currentRows.value;
  const isFiltered = dataset !== undefined && filters.value[dataset.id] !== undefined;
  const where = isEverywhere.value || !dataset?.hasGeometry ? words.matchedEverywhere : words.matched;
  const said = matched === undefined ? words.unknown : where.replace('{n}', formatNumber(matched, lang.value, 0));
  return (
    <>
      <p class="list-count" role="status">
        {trouble ? null : isFiltered && matched !== undefined ? `${said} ${words.filtered}` : said}
        {matched !== undefined && matched > deepest
          ? ` ${words.deep.replace('{n}', formatNumber(deepest, lang.value, 0))}`
          : null}
      </p>
      {trouble ? (
        <p role="alert">
          {'refused' in trouble ? words.refused.replace('{why}', trouble.refused) : words.failed}{' '}
          <button type="button" class="plain-button" onClick={reread}>
            {words.again}
          </button>
        </p>
      ) : null}
      {isChanged.value ? (
        <p role="status">
          {words.changed}{' '}
          <button type="button" class="plain-button" onClick={reread}>
            {words.reread}
          </button>
        </p>
      ) : null}
    </>
  );
}
