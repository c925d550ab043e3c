import { signal } from '@preact/signals';
import { page } from '../state/state.ts';

/** What is asked in "are there enough places?", and what the map shows of it. Small: it is there before the room's code is. */

export const needRoom = 'platser';

/** How areas share places, as addresses have it; undefined: as is usual for the service. */
export type GroupingChoice = 'omraden' | 'kommun' | undefined;

/** A service; undefined: the first. */
export const service = signal<string | undefined>(undefined);
export const grouping = signal<GroupingChoice>(undefined);
/** `Norr:0381R001,0381R002;…`: before `grouping`. */
export const groups = signal<string | undefined>(undefined);
/** `forskola-andel-1-2020=0.9;…` */
export const tried = signal<string | undefined>(undefined);
export const withProjects = signal(true);
/** The catchment that is shown year by year. */
export const opened = signal<string | undefined>(undefined);

/** What an area has on the map: the year when it runs short, `enough`, or `unknown`. */
export type OnMap = number | 'enough' | 'unknown';

export interface Coloured {
  /** The dataset with the areas, the field with their code, and other fields with the value that the areas have. */
  places: { dataset: string; code: string; shown: Readonly<Record<string, string>> };
  /** The first year that is reckoned. */
  first: number;
  areas: ReadonlyMap<string, OnMap>;
  /** What the areas are called. */
  names: ReadonlyMap<string, string>;
}

/** Undefined while the room's code or its answer is not there. */
export const coloured = signal<Coloured | undefined>(undefined);

export const isOpen = (): boolean => page.value === needRoom;
