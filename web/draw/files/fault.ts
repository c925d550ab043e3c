/** Why a file cannot be read, by the name of the sentence that says so (words.ts). */
export type Fault =
  | 'notGeoPackage'
  | 'brokenFile'
  | 'notJson'
  | 'notGeoJson'
  | 'notXml'
  | 'notDxf'
  | 'binaryDxf'
  | 'unknownFile'
  | 'unknownSystem'
  | 'tooLarge'
  | 'tooMany'
  | 'nothingInFile';

export class FileFault extends Error {
  readonly fault: Fault;
  /** What the sentence names: a system, a number, a place in the text. */
  readonly what: string;
  constructor(fault: Fault, what = '') {
    super(`${fault} ${what}`);
    this.fault = fault;
    this.what = what;
  }
}
