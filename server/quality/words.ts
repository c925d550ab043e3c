import type { Definition, Localized } from '../datasets/definition.ts';
import { type Asked, datasetOf } from './asked.ts';

/** What is wrong, in words. */
export interface Wrong {
  field: string | null;
  reason: Localized;
}

/** What a row of an answer says that the words need. */
interface Facts {
  part: number | null;
  otherName: string | null;
  measure: number | null;
}

export function wordsOf(asked: Asked, { part, otherName, measure }: Facts): Wrong {
  const { check, definition } = asked;
  const other = otherName ?? '';
  const [sv, en] = [number(measure ?? 0, 'sv-SE'), number(measure ?? 0, 'en-GB')];
  switch (check.kind) {
    case 'required': {
      const demand = check.demands[(part ?? 1) - 1];
      const title = demand?.title ?? { sv: 'värdet', en: 'the value' };
      return { field: demand?.field ?? null, reason: { sv: `${title.sv} saknas`, en: `${title.en} is missing` } };
    }
    case 'absent':
      return {
        field: null,
        reason: {
          sv: 'det levererade objektet har det som inte ska finnas',
          en: 'the object as delivered has what should not be there',
        },
      };
    case 'listed':
      return {
        field: check.fields[(part ?? 1) - 1] ?? null,
        reason: { sv: 'värdet finns inte i listan', en: 'the value is not in the list' },
      };
    case 'valid':
      return place(definition, { sv: 'geometrin är ogiltig', en: 'the geometry is invalid' });
    case 'in-order':
      return {
        field: check.fields[(part ?? 1) - 1] ?? null,
        reason: { sv: 'kommer före det som den ska följa på', en: 'comes before what it should follow' },
      };
    case 'between': {
      const { least, most, fields } = check;
      return {
        field: fields[(part ?? 1) - 1] ?? null,
        reason:
          most === undefined
            ? { sv: `ska vara minst ${least}`, en: `should be at least ${least}` }
            : { sv: `ska vara mellan ${least} och ${most}`, en: `should be between ${least} and ${most}` },
      };
    }
    case 'unique':
      return {
        field: check.fields.at(-1) ?? null,
        reason: { sv: `samma som "${other}" har`, en: `the same as "${other}" has` },
      };
    case 'refers': {
      const table = titleOf(asked, check.table);
      return {
        field: check.field,
        reason: { sv: `finns inte bland ${lower(table.sv)}`, en: `is not among ${lower(table.en)}` },
      };
    }
    case 'has-parts': {
      const table = titleOf(asked, check.parts.table);
      return { field: null, reason: { sv: `har inga ${lower(table.sv)}`, en: `has no ${lower(table.en)}` } };
    }
    case 'within':
      return place(definition, {
        sv: `ligger till en del utanför "${other}"`,
        en: `lies in part outside "${other}"`,
      });
    case 'covered':
      return place(definition, {
        sv: `täcks inte helt: ${sv} m² är utan`,
        en: `is not covered: ${en} m² are without`,
      });
    case 'no-overlap':
      return place(definition, { sv: `överlappar "${other}" med ${sv} m²`, en: `overlaps "${other}" by ${en} m²` });
    case 'same-area':
      return place(definition, { sv: `samma yta som "${other}"`, en: `the same area as "${other}"` });
    case 'no-slivers':
      return place(definition, {
        sv: `har en del som är smalare eller mindre än något verkligt, ${sv} m²`,
        en: `has a part that is narrower or smaller than anything real, ${en} m²`,
      });
    case 'near':
      return place(definition, {
        sv: `ligger inte inom ${lower(titleOf(asked, check.table).sv)}`,
        en: `does not lie within ${lower(titleOf(asked, check.table).en)}`,
      });
  }
}

function place({ geometry }: Definition, reason: Localized): Wrong {
  return { field: geometry?.column ?? null, reason };
}

function titleOf(asked: Asked, table: string): Localized {
  return datasetOf(asked, table)?.title ?? { sv: table, en: table };
}

function lower(text: string): string {
  return text.charAt(0).toLocaleLowerCase('sv') + text.slice(1);
}

/** Two figures that say something, whatever the size. */
function number(value: number, lang: string): string {
  return value.toLocaleString(lang, value < 10 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 0 });
}
