import type { Queryable, Row } from '../database/database.ts';
import type { Localized } from '../datasets/definition.ts';
import type { Shape, Wanted } from '../features/index.ts';
import type { Language } from '../http/language.ts';

/** What an encoding needs to know besides the rows. */
export interface Encoding {
  database: Queryable;
  wanted: Wanted;
  lang: Language;
  /**
   * `authority`: coordinates in the axis order of their system, as OGC API – Features has it. `east-north`: as in files,
   * whatever the system.
   */
  axes: 'authority' | 'east-north';
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

/** A way to write features that needs nothing but their rows, one batch after the other. */
export interface Format {
  /** Value of `f`. */
  id: string;
  aliases?: readonly string[];
  /** Ending of files. */
  extension: string;
  mediaType: string;
  title: Localized;
  /** The coordinate system of files when nobody asks for another. */
  system: 'crs84' | 'stored';
  encoder(encoding: Encoding): Promise<Encoder>;
}
