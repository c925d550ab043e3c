import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { readPicture, ServerError } from '../server.ts';
import { sheetInWords } from './actions.ts';
import type { Printing } from './print-state.ts';
import { sheetAddress } from './sheet-address.ts';
import { printWords } from './words.ts';

/** So long nothing has been changed before a sheet is drawn, in milliseconds. */
const pause = 500;
/** Some 700 dots across, whatever the paper. */
const dots: Record<Printing['paper'], number> = { A4: 60, A3: 42, A2: 30, A1: 21, A0: 20 };

/** The sheet itself, small, or why it cannot be had. */
export function Preview({ sheet }: { sheet: Printing }) {
  const picture = useSignal<string | undefined>(undefined);
  const problem = useSignal<string | undefined>(undefined);
  const isDrawing = useSignal(true);
  const words = printWords.value;
  const address = sheetAddress(sheet, { f: 'png', dpi: String(dots[sheet.paper]) });
  useEffect(() => {
    const stop = new AbortController();
    isDrawing.value = true;
    const timer = setTimeout(async () => {
      try {
        const drawn = URL.createObjectURL(await readPicture(address, stop.signal));
        if (picture.value) URL.revokeObjectURL(picture.value);
        picture.value = drawn;
        problem.value = undefined;
      } catch (error) {
        if (stop.signal.aborted) return;
        problem.value = (error instanceof ServerError && error.detail) || printWords.value.away;
      }
      isDrawing.value = false;
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [address]);
  return (
    <section class="print-preview" aria-label={words.preview} aria-busy={isDrawing.value}>
      {problem.value === undefined ? null : (
        <p class="note" role="alert">
          <strong>{words.refused}</strong> {problem.value}
        </p>
      )}
      {picture.value && problem.value === undefined ? (
        <img
          src={picture.value}
          class={isDrawing.value ? 'is-old' : ''}
          alt={words.previewOf.replace('{sheet}', sheetInWords(sheet))}
        />
      ) : null}
      <p class="quiet" role="status">
        {isDrawing.value ? words.drawing : ''}
      </p>
    </section>
  );
}
