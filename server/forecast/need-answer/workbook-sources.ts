import { cellName, type SheetCell, type WorkbookSheet } from '../../formats/index.ts';
import type { Language } from '../../http/language.ts';
import type { Rate } from '../need/basis.ts';
import { withTried } from '../need/tried.ts';
import { needWords } from './answer-words.ts';
import type { NeedAnswer } from './question.ts';

/** The sheets that the need refers to, and where in them things stand. */

const words = {
  people: { sv: 'Personer', en: 'People' },
  code: { sv: 'Kod', en: 'Code' },
  ageFrom: { sv: 'Från ålder', en: 'From age' },
  ageTo: { sv: 'Till ålder', en: 'To age' },
  places: { sv: 'Platser', en: 'Places' },
  kind: { sv: 'Slag', en: 'Kind' },
  premises: { sv: 'lokal', en: 'premises' },
  inTable: { sv: 'I tabellen', en: 'In the table' },
  note: { sv: 'Anmärkning', en: 'Note' },
};

export const heading = (text: string): SheetCell => ({ kind: 'text', text, look: 'header' });
const text = (value: string | undefined): SheetCell =>
  value === undefined ? { kind: 'empty' } : { kind: 'text', text: value };
const number = (value: number | null | undefined): SheetCell =>
  value === null || value === undefined ? { kind: 'empty' } : { kind: 'number', value };
const input = (value: number | undefined): SheetCell =>
  value === undefined ? { kind: 'empty' } : { kind: 'number', value, look: 'input' };

const absolute = (sheet: string, column: number, row: number) =>
  `'${sheet}'!${cellName(column, row).replace(/^([A-Z]+)(\d+)$/, '$$$1$$$2')}`;

export interface PeopleSheet {
  sheet: WorkbookSheet;
  /** The cell with the people of an area, of a rate's ages, in a year. */
  at(area: string, rate: Rate, year: number): string | undefined;
}

const yearsFrom = 4;

export function peopleSheet({ basis, lists }: NeedAnswer, lang: Language): PeopleSheet {
  const { areas, people, years, rates } = basis;
  const services = new Set(lists.map(({ service }) => service.id));
  const used = rates.filter(({ service }) => services.has(service));
  const names = new Map(areas.map(({ code, name }) => [code, name]));
  const rows = people.filter(
    (row) => names.has(row.area) && used.some(({ from, to }) => from === row.from && to === row.to),
  );
  const title = words.people[lang];
  const head = [words.code, needWords.area, words.ageFrom, words.ageTo].map((word) => heading(word[lang]));
  return {
    sheet: {
      title,
      rows: [
        [...head, ...years.map((year): SheetCell => ({ kind: 'number', value: year, look: 'header' }))],
        ...rows.map((row) => [
          ...[text(row.area), text(names.get(row.area)), number(row.from), number(row.to)],
          ...row.people.map(number),
        ]),
      ],
      widths: [12, 32, 10, 10, 8],
      fixedColumns: yearsFrom,
    },
    at(area, { from, to }, year) {
      const row = rows.findIndex((one) => one.area === area && one.from === from && one.to === to);
      const column = years.indexOf(year);
      return row < 0 || column < 0 ? undefined : `'${title}'!${cellName(yearsFrom + column, row + 1)}`;
    },
  };
}

export interface RatesSheet {
  sheet: WorkbookSheet;
  /** The cell with the rate. */
  at(rate: Rate): string;
}

export function ratesSheet({ basis, lists, question }: NeedAnswer, lang: Language): RatesSheet {
  const titles = new Map(lists.map(({ service }) => [service.id, service.title[lang]]));
  const rates = withTried(basis.rates, question.chosen.tried).filter(({ service }) => titles.has(service));
  const title = needWords.rates[lang];
  const heads = [
    ...[needWords.service, words.ageFrom, words.ageTo, needWords.rate, words.inTable, needWords.since],
    ...[needWords.source, words.note],
  ];
  return {
    sheet: {
      title,
      rows: [
        heads.map((word) => heading(word[lang])),
        ...rates.map((rate) => [
          ...[text(titles.get(rate.service)), number(rate.from), number(rate.to), input(rate.value)],
          ...[number(rate.official ?? rate.value), number(rate.validFrom), text(rate.source), text(rate.note)],
        ]),
      ],
      widths: [30, 12, 12, 22, 12, 14, 60, 60],
    },
    at: (rate) => absolute(title, 3, rates.findIndex(({ id }) => id === rate.id) + 1),
  };
}

export interface PlacesSheet {
  sheet: WorkbookSheet;
  /** The range of a column, from the first place to the last. */
  range(column: 'service' | 'catchment' | 'places' | 'from' | 'till'): string;
}

const columns = { catchment: 0, service: 1, places: 5, from: 8, till: 9 } as const;
/** For those that have always been, and those without an end. */
const [always, never] = [0, 9999] as const;

export function placesSheet({ lists }: NeedAnswer, lang: Language): PlacesSheet {
  const rows = lists.flatMap(({ service, catchments }) =>
    catchments.flatMap(({ catchment, supply }) => supply.map((one) => ({ service, catchment, one }))),
  );
  const title = words.places[lang];
  const heads = [
    ...[needWords.area, needWords.service, words.kind, needWords.supply, words.code, words.places],
    ...[needWords.from, needWords.till],
  ];
  const reckoned = { sv: 'räknat {what}', en: 'reckoned {what}' }[lang];
  return {
    sheet: {
      title,
      rows: [
        [
          ...heads.map((word) => heading(word[lang])),
          ...[needWords.from, needWords.till].map((word) =>
            heading(reckoned.replace('{what}', word[lang].toLowerCase())),
          ),
        ],
        ...rows.map(({ service, catchment, one }, index): SheetCell[] => [
          ...[text(catchment.name), text(service.title[lang])],
          text(one.kind === 'project' ? needWords.project[lang] : words.premises[lang]),
          ...[text(one.name), text(one.area), input(one.places)],
          ...[input(one.from), input(one.till)],
          ...yearFormula(6, index, one.from, always),
          ...yearFormula(7, index, one.till, never),
        ]),
      ],
      widths: [32, 28, 10, 36, 12, 10, 8, 14, 14, 20],
    },
    range(name) {
      const column = columns[name];
      return `${absolute(title, column, 1)}:${absolute(title, column, Math.max(1, rows.length)).replace(/^.*!/, '')}`;
    },
  };
}

/** An empty cell has no year, and a condition passes it over. */
function yearFormula(column: number, index: number, year: number | undefined, otherwise: number): SheetCell[] {
  const cell = cellName(column, index + 1);
  return [{ kind: 'formula', formula: `IF(${cell}="",${otherwise},${cell})`, value: year ?? otherwise }];
}
