import type { LayerSpecification, SourceSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { ComponentType } from 'preact';
import type { SubjectDescription } from '../server/styles/describe.ts';
import type { AddressPart } from './state/address-parts.ts';

/**
 * One thing that a person can do with the map. Each is a folder of its own, which capabilities.ts lists: taken out of that
 * list it is gone from the page, and nothing else notices.
 */
export interface Capability {
  id: string;
  /** A button among the tools. */
  tool?: Tool;
  /** What the panel shows when `page` has this name. In the page's address by the same name. */
  rooms?: Readonly<Record<string, ComponentType>>;
  /** At the top of the panel, whatever it shows. */
  above?: ComponentType;
  /** In the card of each subject that is switched on. */
  card?: ComponentType<{ card: SubjectDescription }>;
  /** Over the map. */
  over?: ComponentType;
  /** What the page's address keeps of it. */
  address?: readonly AddressPart[];
  /** What it draws on the map, above all else. Reads signals: told anew when they change. */
  drawn?: () => Drawn;
  /** What it makes of the map's own layers, from the bottom. Reads signals. */
  changed?: (layers: readonly LayerSpecification[]) => readonly LayerSpecification[];
  /** True while a click on the map means something else than "what is here?". */
  takesClicks?: () => boolean;
}

export interface Tool {
  /** In the page's language. */
  title: () => string;
  /** The outline of its sign, as the `d` of an SVG path in a square of 20. */
  sign: string;
  /** The button, so that the focus finds back to it. */
  buttonId: string;
  open: () => void;
}

export interface Drawn {
  sources: Readonly<Record<string, SourceSpecification>>;
  layers: readonly LayerSpecification[];
}
