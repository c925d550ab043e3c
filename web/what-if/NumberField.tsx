import { useId } from 'preact/hooks';

interface Props {
  label: string;
  help?: string;
  value: number;
  limits: { min: number; max: number };
  step?: number;
  take: (value: number) => void;
}

/** A number that is tried while it is written, as long as it may be so. */
export function NumberField({ label, help, value, limits, step = 1, take }: Props) {
  const id = useId();
  return (
    <div class="number-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="number"
        min={limits.min}
        max={limits.max}
        step={step}
        value={value}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        onInput={(event) => {
          const { valueAsNumber, validity } = event.currentTarget;
          if (!Number.isNaN(valueAsNumber) && validity.valid) take(valueAsNumber);
        }}
      />
      {help === undefined ? null : (
        <span id={`${id}-help`} class="quiet">
          {help}
        </span>
      )}
    </div>
  );
}
