import { useRef, useState } from 'preact/hooks';
import { t } from '../state/state.ts';

/** A text that a press puts on the clipboard; where a page may not, it is selected. */
export function ToCopy({ label, text }: { label: string; text: string }) {
  const words = t.value;
  const field = useRef<HTMLTextAreaElement>(null);
  const [told, setTold] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setTold(words.copied);
    } catch {
      field.current?.select();
      setTold(words.copyByHand);
    }
  };
  return (
    <div class="to-copy">
      <label>
        <span class="field-label">{label}</span>
        <textarea ref={field} readOnly rows={3} spellcheck={false} value={text} />
      </label>
      <button type="button" class="plain-button" onClick={copy}>
        {words.copy}
        <span class="spoken">: {label}</span>
      </button>
      <span class="quiet" role="status">
        {told}
      </span>
    </div>
  );
}
