import { cellName, type SheetCell, type WorkbookSheet } from '../../formats/index.ts';
import type { Language } from '../../http/language.ts';
import type { Reckoned, YearOfNeed } from '../need/reckon.ts';
import { needWords } from './answer-words.ts';
import type { NeedAnswer } from './question.ts';
import { heading, type PeopleSheet, type PlacesSheet, type RatesSheet } from './workbook-sources.ts';

interface Sources {
  people: PeopleSheet;
  rates: RatesSheet;
  places: PlacesSheet;
}

/** Columns before the years: service, catchment, what, first year without enough. */
const yearsFrom = 4;

/** Three rows for each service and catchment: need, places, and what is over or under; all formulas. */
export function needSheet({ basis, lists }: NeedAnswer, sources: Sources, lang: Language): WorkbookSheet {
  const { years } = basis;
  const heads = [needWords.service, needWords.area, { sv: 'Vad', en: 'What' }, needWords.short];
  const rows: SheetCell[][] = [
    [
      ...heads.map((word) => heading(word[lang])),
      ...years.map((year): SheetCell => ({ kind: 'number', value: year, look: 'header' })),
    ],
  ];
  for (const { service, catchments } of lists) {
    for (const reckoned of catchments) rows.push(...threeRows(reckoned, service.title[lang], rows.length));
  }
  return { title: needWords.need[lang], rows, widths: [28, 32, 16, 18, 8], fixedColumns: yearsFrom };

  function threeRows(reckoned: Reckoned, service: string, top: number): SheetCell[][] {
    const label = (text: string): SheetCell => ({ kind: 'text', text });
    const named = (what: string, first: SheetCell): SheetCell[] => [
      ...[label(service), label(reckoned.catchment.name), label(what), first],
    ];
    const each = (write: (year: YearOfNeed, column: number) => SheetCell) =>
      reckoned.years.map((year, index) => write(year, yearsFrom + index));
    return [
      [...named(needWords.need[lang], { kind: 'empty' }), ...each((year) => needCell(year, reckoned))],
      [
        ...named(needWords.capacity[lang], { kind: 'empty' }),
        ...each((year, column) => placesCell(year, column, top + 1)),
      ],
      [
        ...named(needWords.balance[lang], firstShort(reckoned, top + 2)),
        ...each(({ balance }, column) =>
          balance === undefined
            ? { kind: 'empty' }
            : {
                kind: 'formula',
                formula: `${cellName(column, top + 1)}-${cellName(column, top)}`,
                value: balance,
                look: 'balance',
              },
        ),
      ],
    ];
  }

  function needCell({ year, need, parts }: YearOfNeed, { catchment }: Reckoned): SheetCell {
    if (need === undefined) return { kind: 'empty' };
    const terms = parts.map(({ rate }) => {
      const people = catchment.areas.flatMap((area) => sources.people.at(area, rate, year) ?? []);
      return `${summed(people)}*${sources.rates.at(rate)}`;
    });
    return { kind: 'formula', formula: `ROUND(${terms.join('+')},0)`, value: need, look: 'whole' };
  }

  function placesCell({ capacity }: YearOfNeed, column: number, row: number): SheetCell {
    const { range } = sources.places;
    const year = cellName(column, 0).replace(/\d+$/, '$1');
    const conditions = [
      `${range('service')},$A${row + 1}`,
      `${range('catchment')},$B${row + 1}`,
      `${range('from')},"<="&${year}`,
      `${range('till')},">="&${year}`,
    ];
    const formula = `SUMIFS(${range('places')},${conditions.join(',')})`;
    return { kind: 'formula', formula, value: capacity, look: 'whole' };
  }

  function firstShort({ short, isUnknown }: Reckoned, row: number): SheetCell {
    const last = years.at(-1) ?? '';
    const never = needWords.enough[lang].replace('{year}', String(last));
    if (isUnknown) return { kind: 'text', text: short ? String(short.year) : needWords.unknown[lang] };
    const line = (at: number) => `${cellName(yearsFrom, at)}:${cellName(yearsFrom + years.length - 1, at)}`;
    const fixed = line(0).replaceAll(/([A-Z]+)(\d+)/g, '$$$1$$$2');
    const formula = `IFERROR(INDEX(${fixed},MATCH(TRUE,INDEX(${line(row)}<0,0),0)),"${never}")`;
    return { kind: 'formula', formula, value: short?.year ?? never, look: 'header' };
  }
}

/** A function takes 255 of them at most. */
const mostSummed = 200;

function summed(cells: readonly string[]): string {
  const parts: string[] = [];
  for (let from = 0; from < cells.length; from += mostSummed) {
    parts.push(`SUM(${cells.slice(from, from + mostSummed).join(',')})`);
  }
  return parts.length === 1 ? (parts[0] ?? '0') : `(${parts.join('+') || '0'})`;
}
