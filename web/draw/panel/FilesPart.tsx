import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { type FormatName, formats, save } from '../files/saving.ts';
import { isSystem, type SystemCode, systemCodes, systemNames, systemTitle } from '../files/systems.ts';
import { readAgain, takeFiles } from '../files/taking.ts';
import { drawings } from '../state/drawings.ts';
import { imported } from '../state/imported.ts';
import { drawWords } from '../words.ts';

const names = Object.keys(formats).filter((name): name is FormatName => name in formats);
const kinds = '.geojson,.json,.gpkg,.dxf,.gpx,application/geo+json,application/gpx+xml';

/** Drawings from files and into files. */
export function FilesPart() {
  const words = drawWords.value;
  const input = useRef<HTMLInputElement>(null);
  const system = useSignal<SystemCode>(3006);
  return (
    <section class="draw-files">
      <h3>{words.files}</h3>
      <button type="button" class="plain-button" onClick={() => input.current?.click()}>
        {words.import}
      </button>
      <input
        ref={input}
        type="file"
        class="spoken"
        tabIndex={-1}
        aria-label={words.import}
        accept={kinds}
        multiple
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // The same file may be chosen again, when it has been mended.
          event.currentTarget.value = '';
          void takeFiles(files);
        }}
      />
      <p class="quiet small">{words.importHint}</p>
      <Read />
      {drawings.value.length > 0 ? (
        <>
          <p class="field-label">{words.export}</p>
          <div class="draw-buttons">
            {names.map((name) => (
              <button
                key={name}
                type="button"
                class="plain-button"
                aria-label={`${words.export} ${formats[name].title}`}
                onClick={() => save(name, drawings.value, system.value)}
              >
                {formats[name].title}
              </button>
            ))}
          </div>
          <SystemSelect
            label={words.system}
            value={system.value}
            onSystem={(code) => {
              system.value = code;
            }}
          />
        </>
      ) : null}
    </section>
  );
}

/** What became of the last file. */
function Read() {
  const words = drawWords.value;
  const last = imported.value;
  if (!last) return null;
  const { file, fault, found, ids, system } = last;
  const left = Object.entries(found?.skipped ?? {}).map(([kind, count]) => `${count} ${kind}`);
  return (
    <div class="note" role={fault ? 'alert' : 'status'}>
      {fault ? (
        <p>
          <strong>{words.refused.replace('{file}', file)}</strong>{' '}
          {words.faults[fault.fault].replace('{what}', fault.what || words.empty)}
        </p>
      ) : (
        <p>
          {words.imported
            .replace('{n}', String(ids.length))
            .replace('{file}', file)
            .replace('{system}', systemTitle(system ?? 0))}
        </p>
      )}
      {left.length > 0 ? <p>{words.skipped.replace('{what}', left.join(', '))}</p> : null}
      {found && system !== 4326 ? (
        <SystemSelect label={words.wrongSystem} value={system ?? 0} onSystem={readAgain} />
      ) : null}
    </div>
  );
}

function SystemSelect(props: { label: string; value: number; onSystem: (code: SystemCode) => void }) {
  const { label, value, onSystem } = props;
  return (
    <label>
      <span class="field-label">{label}</span>
      <select
        value={value}
        onChange={(event) => {
          const code = Number(event.currentTarget.value);
          if (isSystem(code)) onSystem(code);
        }}
      >
        {isSystem(value) ? null : <option value={value}>{value === 0 ? '–' : systemTitle(value)}</option>}
        {systemCodes.map((code) => (
          <option key={code} value={code}>
            {systemNames[code]}
          </option>
        ))}
      </select>
    </label>
  );
}
