import { mostLetters } from '../address.ts';
import { drawings, isKept, lettersTooMany } from '../state/drawings.ts';
import { drawWords } from '../words.ts';

/** Where the drawings are, and whether a link brings them along. */
export function Keeping() {
  const words = drawWords.value;
  if (drawings.value.length === 0) return <p class="quiet small">{words.kept}</p>;
  const letters = lettersTooMany.value;
  return (
    <p class="quiet small">
      {isKept.value ? words.kept : <strong>{words.notKept}</strong>}{' '}
      {letters === undefined
        ? words.inLink
        : words.notInLink.replace('{n}', String(letters)).replace('{most}', String(mostLetters))}
    </p>
  );
}
