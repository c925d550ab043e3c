import { effect, signal } from '@preact/signals';
import type { HereAnswer } from '../../server/here/shape.ts';
import { readHere } from '../server.ts';
import { asked } from '../state/asked.ts';
import { chosen, lang } from '../state/state.ts';

/** What the server tells of the chosen feature, where nobody has asked about a place. */
export const toldAlone = signal<HereAnswer | undefined>(undefined);

export function startTelling(): void {
  effect(() => {
    const feature = asked.value ? undefined : chosen.value;
    const language = lang.value;
    if (!feature) {
      toldAlone.value = undefined;
      return;
    }
    const query = new URLSearchParams({ objekt: `${feature.dataset}/${feature.key}`, inom: '0' });
    readHere(query, language).then(
      ({ answers: [first] }) => {
        if (chosen.peek() === feature && lang.peek() === language) toldAlone.value = first;
      },
      // What is known of it besides is told all the same.
      () => {},
    );
  });
}
