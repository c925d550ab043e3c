import type { Queryable, Row } from '../database/database.ts';
import type { Definition, Localized } from '../datasets/definition.ts';
import type { Place, Shape, Slice, Wanted } from '../features/index.ts';
import type { Published } from '../geometry/layers.ts';
import type { Language } from '../http/language.ts';
import type { Drawing } from './drawing.ts';

/** What an encoding needs to know besides the rows. */
export interface Encoding {
  database: Queryable;
  published: Published;
  wanted: Wanted;
  lang: Language;
  /**
   * `authority`: coordinates in the axis order of their system, as OGC API – Features has it. `east-north`: as in files,
   * whatever the system.
   */
  axes: 'authority' | 'east-north';
  /** How the map shows the dataset. DXF needs it. */
  drawing?(): Drawing;
  /** Address of the schema that GML names. */
  schema?: string;
}

/** Turns batches of rows into bytes, so that memory does not grow with the number of features. */
export interface Encoder {
  shape: Shape;
  /** `about`: members of a document about the whole, such as links; formats without a place for them leave them out. */
  begin(about: object): string | Buffer;
  /** `isFirst`: no feature has been written before. */
  features(rows: readonly Row[], isFirst: boolean): string | Buffer;
  end(): string | Buffer;
  /** One feature as a document of its own. */
  alone?(row: Row, about: object): string;
}

/** What features can be written as. */
interface AnyFormat {
  /** Value of `f`. */
  id: string;
  aliases?: readonly string[];
  /** Ending of files. */
  extension: string;
  mediaType: string;
  title: Localized;
  /** The coordinate system of files when nobody asks for another, or the only one. */
  system: 'crs84' | 'stored' | 'always-crs84';
  /** Datasets that it can hold; absent: all. */
  holds?(definition: Definition): boolean;
}

/** Needs nothing but the rows, one batch after the other. */
export interface StreamedFormat extends AnyFormat {
  encoder(encoding: Encoding): Promise<Encoder>;
}

/** Needs all rows before it writes the first. */
export interface ConvertedFormat extends AnyFormat {
  /** Reads all rows. */
  read(encoding: Encoding, pages: Pages, file: string): Promise<Read>;
}

export type Format = StreamedFormat | ConvertedFormat;

/** Which features of what is wanted. */
export interface Pages {
  /** Members of a document about the whole. */
  about: object;
  /** Absent: all of them. */
  slice?: Slice;
}

/** What was written. */
export interface Written {
  features: number;
  /** Where the next page starts; undefined: everything is there. */
  next: Place | undefined;
}

/** Rows that have been read, which need the database no more. */
export interface Read extends Written {
  /** Makes the file of them. Throws a 413 problem when they are more than the format holds, 503 when too many wait. */
  finish(): Promise<void>;
  /** Removes what was kept for it, also after `finish`. */
  discard(): Promise<void>;
}
