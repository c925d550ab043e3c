import { useEffect, useId, useState } from 'preact/hooks';

interface Props<T> {
  label: string;
  /** Title of the field that it is an end of. */
  of: string;
  hint: string | undefined;
  wrong: string;
  kind: 'numbers' | 'days';
  value: T | undefined;
  read: (text: string) => T | undefined;
  onChange: (value: T | undefined) => void;
}

/** One end of a range, taken when somebody leaves the field or presses Enter. */
export function EndField<T extends number | string>(props: Props<T>) {
  const { label, of, hint, wrong, kind, value, read, onChange } = props;
  const current = value === undefined ? '' : String(value).replace('.', kind === 'numbers' ? ',' : '.');
  const [text, setText] = useState(current);
  const [isWrong, setWrong] = useState(false);
  const id = useId();
  useEffect(() => {
    setText(current);
    setWrong(false);
  }, [current]);
  const take = (written: string) => {
    const found = read(written);
    const isEmpty = written.trim() === '';
    setWrong(found === undefined && !isEmpty);
    if (isEmpty || found !== undefined) onChange(found);
    // "2024" has become the day that the address keeps.
    if (found !== undefined && found === value) setText(current);
  };
  return (
    <div class="end">
      <label class="field-label" for={id}>
        {label}
        <span class="spoken"> {of}</span>
      </label>
      <input
        id={id}
        type="text"
        inputMode={kind === 'numbers' ? 'decimal' : 'numeric'}
        autocomplete="off"
        value={text}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-wrong` : hint ? `${id}-hint` : undefined}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onChange={({ currentTarget }) => take(currentTarget.value)}
      />
      {isWrong ? (
        <p id={`${id}-wrong`} class="wrong" role="alert">
          {wrong}
        </p>
      ) : hint ? (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
