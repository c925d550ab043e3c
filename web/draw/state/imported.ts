import { signal } from '@preact/signals';
import type { FileFault } from '../files/fault.ts';
import type { Found } from '../files/found.ts';

/** The file that was opened last. */
export interface Imported {
  file: string;
  /** Absent: it could not be read at all. */
  found?: Found;
  /** The drawings that came of it. */
  ids: readonly string[];
  system?: number;
  fault?: FileFault;
}

export const imported = signal<Imported | undefined>(undefined);
