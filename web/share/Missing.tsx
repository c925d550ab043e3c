import { useSignal } from '@preact/signals';
import { missingNow } from './shown-now.ts';
import { shareWords } from './words.ts';

/** Says what a link shows that is no longer there; all else of it opens. */
export function Missing() {
  const closed = useSignal('');
  const what = missingNow().join(', ');
  if (what === '' || what === closed.value) return null;
  const words = shareWords.value;
  return (
    <div class="notice" role="status">
      <p>{words.missing.replace('{what}', what)}</p>
      <button
        type="button"
        class="plain-button"
        onClick={() => {
          closed.value = what;
        }}
      >
        {words.close}
      </button>
    </div>
  );
}
