import type { HereAnswer } from '../../server/here/shape.ts';
import { formatDate } from '../../server/styles/format.ts';
import { lang } from '../state/state.ts';
import { answerWords } from './words.ts';

/** How far a feature has come, and what the step where it is means. */
export function Way({ way }: { way: HereAnswer['way'] }) {
  if (!way) return null;
  const words = answerWords.value;
  return (
    <>
      <p>{way.means}</p>
      <ol class="way" aria-label={words.way}>
        {way.steps.map(({ title, when, state }) => (
          <li key={title} class={state} aria-current={state === 'now' ? 'step' : undefined}>
            <span>{title}</span> {when ? <span>{when.length > 4 ? formatDate(when, lang.value) : when}</span> : null}{' '}
            <span class="quiet">{words[state]}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
