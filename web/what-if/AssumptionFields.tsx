import type { ModelDocument } from '../../server/forecast/model/document.ts';
import { filled } from '../../server/styles/filled.ts';
import { attempt, tried } from './experiment.ts';
import { NumberField } from './NumberField.tsx';
import { limits } from './tried.ts';
import { whatIfWords } from './words.ts';

/** Births, moves and people in new dwellings, for the whole municipality. */
export function AssumptionFields({ document }: { document: ModelDocument }) {
  const words = whatIfWords.value;
  const { fertility, arrivals, households } = tried.value;
  const isChanged = fertility !== 1 || arrivals !== 1 || Object.keys(households).length > 0;
  return (
    <details open={isChanged}>
      <summary>{words.assumptions}</summary>
      <NumberField
        label={words.fertility}
        value={percent(fertility)}
        limits={limits.percent}
        step={5}
        take={(value) => attempt('fertility', (now) => ({ ...now, fertility: value / 100 }))}
      />
      <NumberField
        label={words.arrivals}
        value={percent(arrivals)}
        limits={limits.percent}
        step={5}
        take={(value) => attempt('arrivals', (now) => ({ ...now, arrivals: value / 100 }))}
      />
      {document.houses.map(({ value: kind, title }, at) => {
        const usual = document.rates[0]?.household[at] ?? 0;
        return (
          <NumberField
            key={kind}
            label={filled(words.household, { kind: title })}
            value={households[kind] ?? usual}
            limits={limits.household}
            step={0.05}
            take={(people) =>
              attempt(`household ${kind}`, (now) => {
                const { [kind]: _, ...others } = now.households;
                return { ...now, households: people === usual ? others : { ...others, [kind]: people } };
              })
            }
          />
        );
      })}
    </details>
  );
}

const percent = (factor: number) => Math.round(factor * 1000) / 10;
