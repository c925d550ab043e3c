import type { z } from 'zod';
import type { Definition } from '../../../datasets/definition.ts';
import type { Crs } from '../../../features/index.ts';
import type { featureShape } from '../../../formats/index.ts';
import type { Asked } from '../asked.ts';

export type Feature = z.infer<typeof featureShape>;

/** Features of a dataset, coordinates in the map's system, east before north. */
export interface FoundFeatures {
  definition: Definition;
  features: Feature[];
}

/** For whom they are told. */
export type Telling = Pick<Asked, 'lang' | 'baseUrl'> & { crs: Crs };
