import { closeAnswers } from '../state/actions.ts';
import { t } from '../state/state.ts';

/** From an answer, the list or the small print to the subjects; or wherever else somebody came from. */
export function BackButton({ onClick = closeAnswers }: { onClick?: () => void }) {
  return (
    <button type="button" class="back" onClick={onClick}>
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <path d="M10 3 5 8l5 5" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
      </svg>
      {t.value.back}
    </button>
  );
}
