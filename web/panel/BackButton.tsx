import { closeAnswers } from '../state/actions.ts';
import { goBack } from '../state/history.ts';
import { t } from '../state/state.ts';

interface Props {
  /** Where to when this page began here. */
  leave?: () => void;
  /** What is done here is a step each: the button does not undo the last one, but leaves. */
  isRoom?: boolean;
}

/** From an answer, the list or what is said about the map to what was there before. */
export function BackButton({ leave = closeAnswers, isRoom = false }: Props) {
  return (
    <button type="button" class="back" onClick={() => (isRoom ? leave() : goBack(leave))}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <path d="M10 3 5 8l5 5" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
      </svg>
      {t.value.back}
    </button>
  );
}
