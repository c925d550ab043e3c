import { filled } from '../../server/styles/filled.ts';
import { formatNumber } from '../../server/styles/format.ts';
import { lang } from '../state/state.ts';
import type { Condition } from './conditions.ts';
import type { FacetOf } from './facets.ts';
import type { FieldProps } from './field-props.ts';
import { filterWords } from './words.ts';

/** More boxes than this of a text without a list are no choice but a search. */
const mostOfText = 8;

/** Check boxes with how many there are of each; what nobody has can be ticked, too. */
export function ValueChoice({ dataset, facet, condition, choose }: FieldProps<FacetOf<'values'>>) {
  const words = filterWords.value;
  const field = dataset.fields.find(({ name }) => name === facet.property);
  const chosen = chosenValues(condition);
  const isText = field?.type === 'text';
  // Names that are all different are found by writing.
  const isNames = isText && facet.values.every(({ count }) => count < 2);
  const told = isText ? facet.values.slice(0, isNames ? 0 : mostOfText) : facet.values;
  const untold = chosen.filter((value) => !told.some((one) => String(one.value) === value));
  const boxes = [...told, ...untold.map((value) => ({ value, title: value, count: 0 }))];
  const rest = facet.values.slice(told.length).reduce((sum, { count }) => sum + count, facet.others);
  const withMissing = condition?.kind === 'choice' && condition.missing;
  const hasMissing = (field?.type === 'code' || field?.type === 'text') && (facet.missing > 0 || withMissing);
  const change = (value: string, on: boolean) => {
    const next = on ? [...chosen, value] : chosen.filter((one) => one !== value);
    choose(conditionOf(facet.property, field?.type, next, withMissing));
  };
  return (
    <fieldset class="boxes">
      <legend class="spoken">{facet.title}</legend>
      {boxes.map(({ value, title, count }) => (
        <Box
          key={String(value)}
          {...{ title, count }}
          checked={chosen.includes(String(value))}
          onChange={(on) => change(String(value), on)}
        />
      ))}
      {hasMissing ? (
        <Box
          title={words.missing}
          count={facet.missing}
          checked={withMissing}
          onChange={(on) => choose(conditionOf(facet.property, field?.type, chosen, on))}
        />
      ) : null}
      {isText && rest > 0 && !isNames ? (
        <p class="quiet">{filled(words.others, { n: formatNumber(rest, lang.value, 0) })}</p>
      ) : null}
    </fieldset>
  );
}

interface BoxProps {
  title: string;
  count: number;
  checked: boolean;
  onChange: (on: boolean) => void;
}

function Box({ title, count, checked, onChange }: BoxProps) {
  return (
    <label class={count === 0 ? 'box empty' : 'box'}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{title}</span>{' '}
      <span class="number">{count === 0 ? filterWords.value.none : formatNumber(count, lang.value, 0)}</span>
    </label>
  );
}

function chosenValues(condition: Condition | undefined): readonly string[] {
  switch (condition?.kind) {
    case 'choice':
    case 'among':
      return condition.values;
    case 'flag':
      return [String(condition.value)];
    default:
      return [];
  }
}

function conditionOf(
  field: string,
  type: string | undefined,
  values: readonly string[],
  missing: boolean,
): Condition | undefined {
  if (values.length === 0 && !missing) return undefined;
  if (type === 'list') return { kind: 'among', field, values };
  // The box that was ticked last: yes and no together are no choice.
  if (type === 'boolean') return { kind: 'flag', field, value: values.at(-1) === 'true' };
  return { kind: 'choice', field, values, missing };
}
