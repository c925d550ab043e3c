import type { Localized } from '../../datasets/definition.ts';
import { error, warning } from './words.ts';

/** What an import can report of tables of statistics. */

export const cellsMissing = (cells: number, table: string, example: string) =>
  error(
    'cells-missing',
    {
      sv: `${cells === 1 ? 'ett värde' : `${cells} värden`} saknas i ${table}${example ? `, som ${example}` : ''}`,
      en: `${cells === 1 ? 'a value is' : `${cells} values are`} missing in ${table}${example ? `, such as ${example}` : ''}`,
    },
    {
      sv: 'varje kombination ska ha ett värde, 0 där det inte finns någon',
      en: 'each combination should have a value, 0 where there is none',
    },
  );

export const tableHasHoles = (cells: number, wanted: number, table: string) =>
  error(
    'table-holes',
    {
      sv: `bara ${cells} av ${wanted} kombinationer har ett värde i ${table}`,
      en: `only ${cells} of ${wanted} combinations have a value in ${table}`,
    },
    {
      sv: 'är en kolumn något annat än den ska, eller finns flera tabeller i filen?',
      en: 'is a column something else than it should be, or are there several tables in the file?',
    },
  );

export const sumDiffers = (sum: string, parts: number, over: string) =>
  warning('sum-differs', {
    sv: `är inte summan av ${parts} delar (${over}): ${sum}`,
    en: `is not the sum of ${parts} parts (${over}): ${sum}`,
  });

const unknownRemedy: Localized = {
  sv: 'raderna visas inte på kartan förrän områdena finns där; eller rätta koden eller utgåvan',
  en: 'the rows do not show on the map until the areas are there; or correct the code or the edition',
};

export const codeUnknown = (dataset: string, beside: string, rows: number) =>
  warning(
    'code-unknown',
    {
      sv: `finns inte i ${dataset}${beside ? ` med ${beside}` : ''} (${rows} ${rows === 1 ? 'rad' : 'rader'})`,
      en: `is not in ${dataset}${beside ? ` with ${beside}` : ''} (${rows} ${rows === 1 ? 'row' : 'rows'})`,
    },
    unknownRemedy,
  );

export const editionUnknown = (dataset: string, codes: number, rows: number) =>
  warning(
    'edition-unknown',
    {
      sv: `ingen av ${codes} koder finns i ${dataset} (${rows} ${rows === 1 ? 'rad' : 'rader'})`,
      en: `none of ${codes} codes is in ${dataset} (${rows} ${rows === 1 ? 'row' : 'rows'})`,
    },
    unknownRemedy,
  );
