import { useSignal } from '@preact/signals';
import { ownForecast } from '../state/state.ts';
import { chosenScenario, chosenVersion, peopleForecast } from './choices.ts';
import { ForecastChoice } from './ForecastChoice.tsx';
import { type OwnMeasure, ownKinds } from './own-address.ts';
import { ownMeasure } from './own-measure.ts';
import { ownWords } from './own-words.ts';

/** What the definition's measures do not tell: any ages, another scenario, an earlier forecast. */
export function OwnMeasurePart() {
  const words = ownWords();
  const found = peopleForecast.value;
  if (!found) return null;
  const { people } = found;
  const own = ownMeasure.value;
  const isAny = own !== undefined || chosenScenario.value !== undefined || chosenVersion.value !== undefined;
  return (
    <details class="own-measure" open={isAny}>
      <summary>{words.open}</summary>
      <label>
        <span class="field-label">{words.kind}</span>
        <select
          value={own?.kind ?? ''}
          onChange={(event) => {
            const kind = ownKinds.find((one) => one === event.currentTarget.value);
            const [first] = people.ageGroups;
            // A share of all ages is everybody.
            const ages =
              own?.from === undefined && kind === 'share' ? { from: first?.from ?? 0, ...toOf(first?.to) } : {};
            ownMeasure.value = kind && { ...own, ...ages, kind };
          }}
        >
          <option value="">–</option>
          {ownKinds.map((kind) => (
            <option key={kind} value={kind}>
              {words.kinds[kind]}
            </option>
          ))}
        </select>
      </label>
      {own ? <Ages own={own} groups={people.ageGroups} /> : null}
      <ForecastChoice />
      {isAny ? (
        <button
          type="button"
          class="plain-button"
          onClick={() => {
            ownMeasure.value = undefined;
            chosenScenario.value = undefined;
            chosenVersion.value = undefined;
          }}
        >
          {words.reset}
        </button>
      ) : null}
      <p class="spoken" aria-live="polite">
        {ownForecast.value?.measure.title}
      </p>
    </details>
  );
}

const toOf = (to: number | undefined) => (to === undefined ? {} : { to });
const free = 'free';
const oldest = 120;

function Ages({
  own,
  groups,
}: {
  own: OwnMeasure;
  groups: readonly { name: string; title: string; from: number; to?: number }[];
}) {
  const words = ownWords();
  const isFree = useSignal(false);
  const group = groups.find(({ from, to }) => from === own.from && to === own.to);
  const value = isFree.value ? free : own.from === undefined ? '' : (group?.name ?? free);
  const set = (from: number, to: number | undefined) => {
    ownMeasure.value = { kind: own.kind, from, ...toOf(to) };
  };
  return (
    <>
      <label>
        <span class="field-label">{words.ages}</span>
        <select
          value={value}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            const next = groups.find(({ name }) => name === chosen);
            isFree.value = chosen === free;
            if (next) set(next.from, next.to);
            else if (isFree.value) set(own.from ?? 0, own.to);
            else ownMeasure.value = { kind: own.kind };
          }}
        >
          {own.kind === 'share' ? null : <option value="">{words.all}</option>}
          {groups.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
          <option value={free}>{words.free}</option>
        </select>
      </label>
      {value === free ? (
        <div class="own-ages">
          <label>
            <span class="field-label">{words.from}</span>
            <input
              type="number"
              min={0}
              max={own.to ?? oldest}
              value={own.from ?? 0}
              onChange={(event) => {
                const from = event.currentTarget.valueAsNumber;
                if (event.currentTarget.reportValidity() && Number.isInteger(from)) set(from, own.to);
              }}
            />
          </label>
          <label>
            <span class="field-label">{words.to}</span>
            <input
              type="number"
              min={own.from ?? 0}
              max={oldest}
              value={own.to ?? ''}
              onChange={(event) => {
                const to = event.currentTarget.valueAsNumber;
                if (event.currentTarget.reportValidity()) set(own.from ?? 0, Number.isInteger(to) ? to : undefined);
              }}
            />
          </label>
        </div>
      ) : null}
    </>
  );
}
