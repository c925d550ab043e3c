import { useSignal } from '@preact/signals';
import type { MultiPolygon, Polygon } from 'geojson';
import { askHere } from '../../state/ask-here.ts';
import { description, filters, lang, subjectsOn } from '../../state/state.ts';
import type { Drawing } from '../drawing.ts';
import { areaOf, cornersIn, mostCorners, withArea } from '../state/area-question.ts';
import { type DatasetFile, readFiles } from '../state/dataset-files.ts';
import { spoken } from '../state/tools.ts';
import { drawWords } from '../words.ts';

/** In the panel; an area of several parts or with holes, which the page's address has no form for, on a page of its own. */
function AskHere({ area }: { area: Polygon | MultiPolygon }) {
  const words = drawWords.value;
  const [ring, ...holes] = area.type === 'Polygon' ? area.coordinates : [];
  if (ring && holes.length === 0) {
    const corners = ring.slice(0, -1).map(([longitude = 0, latitude = 0]): [number, number] => [longitude, latitude]);
    return (
      <button type="button" class="plain-button" onClick={() => askHere({ kind: 'area', corners })}>
        {words.askHere}
      </button>
    );
  }
  return (
    <a class="plain-button" href={`/har?${new URLSearchParams({ yta: JSON.stringify(area), lang: lang.value })}`}>
      {words.askHere}
    </a>
  );
}

/** A drawn area asks what applies in it, filters a dataset, and chooses what is downloaded. */
export function UseArea({ drawing }: { drawing: Drawing }) {
  const words = drawWords.value;
  const files = useSignal<{ dataset: string; files: readonly DatasetFile[] | undefined } | undefined>(undefined);
  const on = (description.value?.datasets ?? []).filter(
    ({ hasGeometry, subject }) => hasGeometry && subjectsOn.value.includes(subject),
  );
  const wanted = useSignal<string | undefined>(undefined);
  const dataset = on.find(({ id }) => id === wanted.value) ?? on[0];
  const area = areaOf(drawing);
  if (!area) return null;
  const corners = cornersIn(area);
  if (corners > mostCorners)
    return (
      <p class="quiet small">
        {words.tooManyCorners.replace('{n}', String(corners)).replace('{most}', String(mostCorners))}
      </p>
    );
  const filtered = dataset && withArea(filters.value[dataset.id], area);
  return (
    <section class="use-area">
      <h4>{words.use}</h4>
      <AskHere area={area} />
      {dataset ? (
        <>
          <label>
            <span class="field-label">{words.dataset}</span>
            <select
              value={dataset.id}
              onChange={(event) => {
                wanted.value = event.currentTarget.value;
              }}
            >
              {on.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </label>
          <div class="draw-buttons">
            <button
              type="button"
              class="plain-button"
              onClick={() => {
                filters.value = { ...filters.value, [dataset.id]: filtered ?? '' };
                spoken.value = words.filtered.replace('{dataset}', dataset.title);
              }}
            >
              {words.filterBy}
            </button>
            <button
              type="button"
              class="plain-button"
              onClick={async () => {
                files.value = {
                  dataset: dataset.id,
                  files: await readFiles(dataset.id, lang.value).catch(() => undefined),
                };
              }}
            >
              {words.download}
            </button>
          </div>
          {files.value?.dataset === dataset.id ? (
            <Files title={dataset.title} files={files.value.files} filter={filtered ?? ''} />
          ) : null}
        </>
      ) : null}
    </section>
  );
}

function Files({ title, files, filter }: { title: string; files: readonly DatasetFile[] | undefined; filter: string }) {
  const words = drawWords.value;
  if (!files) return <p class="note">{words.noFiles}</p>;
  return (
    <section>
      <h5>{words.downloads.replace('{dataset}', title)}</h5>
      <ul class="file-links">
        {files.map(({ href, title }) => (
          <li key={href}>
            <a href={`${new URL(href, location.href).pathname}?${new URLSearchParams({ filter, lang: lang.value })}`}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
