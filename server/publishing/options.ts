/** What the operator says on the command line. */
export interface PublishOptions {
  dataset: string;
  file: string;
  /** Which layer, where the file has several. */
  layer?: string | undefined;
  /** "EPSG:3010": instead of what the file says, or where it says nothing. */
  crs?: string | undefined;
  /** Field → the file's column. */
  map?: Readonly<Record<string, string>> | undefined;
  /** Field → the value of every row. */
  set?: Readonly<Record<string, string>> | undefined;
  edition?: string | undefined;
  /** Let the map show what this file has. */
  show?: boolean | undefined;
  /** The file is the whole dataset: what it does not have is deleted. */
  replace?: boolean | undefined;
  /** More than a fifth of the published rows that the file speaks for may be deleted. */
  allowDeletes?: boolean | undefined;
  /** Everything but the last step. */
  dryRun?: boolean | undefined;
  /** Read the file even where it is known to have nothing new. */
  full?: boolean | undefined;
  /** Why, for everybody to read. */
  message?: string | undefined;
  now?: Date | undefined;
}
