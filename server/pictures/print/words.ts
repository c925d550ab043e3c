/** All that is written on a sheet, in its language. Plain data. */
export interface SheetWords {
  title: string;
  text: string | undefined;
  /** The scale in figures. */
  scale: string;
  /** One line or more each: system, date, where north is, corners. */
  facts: readonly string[];
  notices: readonly string[];
  credit: string;
  legend: string;
  dataTitle: string;
  /** Versions, owners, licences and sources, a paragraph each. */
  data: readonly string[];
  /** Beside the code. */
  code: string;
  /** Where the rest stands. */
  continues: string;
  /** Above further pages; `{page}` is their number. */
  further: string;
}
