import { useEffect, useState } from 'preact/hooks';
import { readFrom } from '../server.ts';
import { lang, t } from '../state/state.ts';
import { columnsOf } from './columns.ts';
import { parametersOf, question } from './state.ts';
import { listWords } from './words.ts';

/** A file of a dataset (server/downloads/list.ts). */
interface File {
  extension: string;
  title: string;
}

/** The whole list, and not its first page, as a file of each format: the same filter, place, order and columns. */
export function SaveAs() {
  const words = listWords.value;
  const [isOpen, setOpen] = useState(false);
  const [withAll, setAll] = useState(false);
  const [files, setFiles] = useState<{ of: string; list: readonly File[] } | undefined>(undefined);
  const asked = question.value;
  const id = asked?.dataset.id;
  const name = `${id} ${lang.value}`;
  useEffect(() => {
    if (!isOpen || id === undefined || files?.of === name) return;
    const stop = new AbortController();
    readFrom<{ files: File[] }>(`/downloads/${id}?f=json&lang=${lang.value}`, stop.signal).then(
      (answer) => setFiles({ of: name, list: answer.files }),
      () => {},
    );
    return () => stop.abort();
  }, [isOpen, name]);
  if (!asked) return null;
  const query = parametersOf(asked);
  if (!withAll)
    query.set(
      'properties',
      columnsOf(asked.dataset)
        .map((field) => field.name)
        .join(),
    );
  query.set('lang', lang.value);
  const address = (extension: string) => `/downloads/${asked.dataset.id}.${extension}?${query}`;
  return (
    <details class="list-menu" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.save}</summary>
      <div>
        <p class="quiet">{words.saveHint}</p>
        <label>
          <input type="checkbox" checked={withAll} onChange={(event) => setAll(event.currentTarget.checked)} />
          {words.allFields}
        </label>
        {files?.of === name ? (
          <ul>
            {files.list.map(({ extension, title }) => (
              <li key={extension}>
                <a href={address(extension)} download>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        ) : (
          <p class="quiet">{t.value.loading}</p>
        )}
      </div>
    </details>
  );
}
