import { closeAnswers } from '../state/actions.ts';
import { goBack } from '../state/history.ts';
import { t } from '../state/state.ts';

/** From an answer, the list or what is said about the map to what was there before. `leave`: where this page began here. */
export function BackButton({ leave = closeAnswers }: { leave?: () => void }) {
  return (
    <button type="button" class="back" onClick={() => goBack(leave)}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <path d="M10 3 5 8l5 5" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
      </svg>
      {t.value.back}
    </button>
  );
}
