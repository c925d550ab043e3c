import type { Capability } from '../capability.ts';
import { Walk } from './Walk.tsx';

export const featuresByKeyboard: Capability = { id: 'features-by-keyboard', over: Walk };
