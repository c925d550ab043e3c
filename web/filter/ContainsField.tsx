import { useEffect, useRef, useState } from 'preact/hooks';
import type { FieldProps } from './field-props.ts';
import { filterWords } from './words.ts';

/** Somebody who writes a word asks once. Milliseconds. */
const written = 400;

/** A text that the field is to contain. */
export function ContainsField({ facet, condition, choose }: FieldProps) {
  const current = condition?.kind === 'contains' ? condition.text : '';
  const [text, setText] = useState(current);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => setText(current), [current]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const take = (value: string) => {
    clearTimeout(timer.current);
    const trimmed = value.trim();
    if (trimmed === current) return;
    choose(trimmed === '' ? undefined : { kind: 'contains', field: facet.property, text: trimmed });
  };
  return (
    <label class="contains">
      <span class="field-label">{filterWords.value.contains}</span>
      <input
        type="text"
        value={text}
        autocomplete="off"
        spellcheck={false}
        onInput={({ currentTarget: { value } }) => {
          setText(value);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => take(value), written);
        }}
        onChange={({ currentTarget: { value } }) => take(value)}
      />
    </label>
  );
}
