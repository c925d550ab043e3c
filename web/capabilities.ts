import { aboutData, mapPicture } from './about/capability.ts';
import { whatApplies } from './answers/capability.ts';
import type { Capability } from './capability.ts';
import { compare } from './compare/capability.tsx';
import { coordinates } from './coordinates/capability.tsx';
import { draw } from './draw/capability.ts';
import { featuresByKeyboard } from './features-by-keyboard/capability.tsx';
import { filter } from './filter/capability.tsx';
import { alongYears } from './forecast/capability.tsx';
import { layers } from './layers/capability.ts';
import { list } from './list/capability.ts';
import { need } from './need/capability.tsx';
import { print } from './print/capability.tsx';
import { search } from './search/capability.tsx';
import { share } from './share/capability.ts';
import { whatIf } from './what-if/capability.tsx';

/** All that a person can do with the map, in the order of the tools. */
export const capabilities: readonly Capability[] = [
  whatApplies,
  search,
  alongYears,
  filter,
  list,
  need,
  draw,
  compare,
  whatIf,
  share,
  print,
  mapPicture,
  aboutData,
  layers,
  coordinates,
  featuresByKeyboard,
];
