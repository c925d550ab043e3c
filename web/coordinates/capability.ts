import type { Capability } from '../capability.ts';
import { PlaceLine } from './PlaceLine.tsx';

export const coordinates: Capability = { id: 'coordinates', over: PlaceLine };
