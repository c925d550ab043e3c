import type { Capability } from '../capability.ts';
import { lazyRoom } from '../panel/lazy-room.tsx';
import { open } from '../state/actions.ts';
import type { AddressPart } from '../state/address-parts.ts';
import { needLayers, needSources } from './drawn.ts';
import { grouping, groups, isOpen, needRoom, opened, service, tried, withProjects } from './need-state.ts';
import { needTitle } from './title.ts';

/** A part that is in the address while the room is open. */
function kept(name: string, signal: { value: string | undefined }): AddressPart {
  return {
    name,
    take: (text) => {
      signal.value = text;
    },
    write: () => (isOpen() ? signal.value : undefined),
  };
}

/** Where and when places in schools, preschools and care run short. */
export const need: Capability = {
  id: 'need',
  tool: {
    title: () => needTitle.value,
    sign: 'M3 17V8l7-5 7 5v9M3 17h14M8 17v-5h4v5',
    buttonId: 'need-of-places',
    open: () => open(needRoom),
  },
  rooms: { [needRoom]: lazyRoom(async () => (await import('./NeedPanel.tsx')).NeedPanel) },
  address: [
    kept('tjanst', service),
    kept('omrade', opened),
    kept('grupper', groups),
    kept('prov', tried),
    {
      name: 'upptagning',
      take: (text) => {
        grouping.value = text === 'omraden' || text === 'kommun' ? text : undefined;
      },
      write: () => (isOpen() ? grouping.value : undefined),
    },
    {
      name: 'projekt',
      take: (text) => {
        withProjects.value = text !== 'utan';
      },
      write: () => (isOpen() && !withProjects.value ? 'utan' : undefined),
    },
  ],
  drawn: needSources,
  changed: needLayers,
};
