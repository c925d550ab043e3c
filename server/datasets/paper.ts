import type { DefinitionInput } from './definition.ts';
import { ours } from './every-dataset.ts';
import { backgroundSubject } from './subjects.ts';

/** `...paper`: what the datasets under everything else on the map share. A definition may say otherwise after it. */
export const paper = {
  ...ours,
  informationsagare: 'kommun',
  source: { sv: 'Lantmäteriet', en: 'Lantmäteriet' },
  updateFrequency: 'IRREG',
} as const satisfies Partial<DefinitionInput>;

/** The same for their `map`. */
export const onPaper = {
  subject: backgroundSubject,
  floor: 'paper',
  visible: true,
} as const satisfies Partial<NonNullable<DefinitionInput['map']>>;
