import { filled } from '../../server/styles/filled.ts';
import { resolveToken } from '../../server/styles/palette.ts';
import { theme } from '../state/state.ts';
import { classes, classOf, enoughColour, type NeedClass, opacity } from './classes.ts';
import { coloured } from './need-state.ts';
import { needWords } from './words.ts';

/** What the colours of the map mean, and how many areas have each. */
export function Legend() {
  const words = needWords.value;
  const now = coloured.value;
  if (!now) return null;
  const { first } = now;
  const count = (one: NeedClass) => [...now.areas.values()].filter((onMap) => classOf(onMap, first) === one).length;
  const rows = classes.map(({ id, within, colour }, index) => {
    const from = first + (classes[index - 1]?.within ?? -1) + 1;
    const title =
      index === 0
        ? filled(words.now, { year: first + within })
        : Number.isFinite(within)
          ? filled(words.between, { from, to: first + within })
          : filled(words.from, { from });
    return { id, title, colour };
  });
  const all = [...rows, { id: 'enough' as const, title: words.enough, colour: enoughColour }];
  return (
    <section class="need-legend">
      <h3>{words.legend}</h3>
      <ul class="classes">
        {all.map(({ id, title, colour }) => (
          <li key={id}>
            <span class="class-colour" style={{ background: onPaper(colour) }} />
            <span>{title}</span>
            <span class="number">{count(id)}</span>
          </li>
        ))}
        {count('unknown') > 0 ? (
          <li>
            <span class="class-colour hatched" />
            <span>{words.unknown}</span>
            <span class="number">{count('unknown')}</span>
          </li>
        ) : null}
      </ul>
    </section>
  );
}

/** The colour as it looks on the map, where the paper shows through. */
function onPaper(colour: string): string {
  const paper = resolveToken('@land', theme.value);
  return `color-mix(in srgb, ${resolveToken(colour, theme.value)} ${opacity * 100}%, ${paper})`;
}
