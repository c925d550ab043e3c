import { type Check, tablesOf } from '../datasets/checks.ts';
import type { Definition } from '../datasets/definition.ts';
import { isMark } from '../datasets/protection.ts';

/** The checks that a definition says, and those that follow from its fields, which an import makes of each value. */
export function checksOf(definition: Definition): Check[] {
  return [...(definition.checks ?? []), ...impliedChecks(definition)];
}

/** The tables besides its own by which a dataset is checked. */
export function tablesRead({ checks = [] }: Definition): ReadonlySet<string> {
  return new Set(checks.flatMap(tablesOf));
}

function impliedChecks(definition: Definition): Check[] {
  const { geometry } = definition;
  const fields = definition.fields.filter(({ name }) => !isMark(definition, name));
  const required = fields.filter((field) => field.required && !field.generated).map(({ name }) => ({ field: name }));
  const coded = fields.filter(({ codes, type }) => codes && type === 'code').map(({ name }) => name);
  const implied: Check[] = [];
  if (required.length > 0) {
    implied.push({
      id: 'value-missing',
      kind: 'required',
      demands: required,
      severity: 'error',
      title: { sv: 'Det som ska finnas finns', en: 'What must be there is there' },
    });
  }
  if (coded.length > 0) {
    implied.push({
      id: 'value-code',
      kind: 'listed',
      fields: coded,
      severity: 'error',
      title: { sv: 'Koderna finns i sina listor', en: 'Codes are in their lists' },
      remedy: { sv: 'skriv koden precis som i listan', en: 'write the code exactly as in the list' },
    });
  }
  if (geometry) {
    implied.push({
      id: 'geometry-invalid',
      kind: 'valid',
      severity: 'error',
      title: { sv: 'Geometrin är giltig', en: 'The geometry is valid' },
      remedy: { sv: 'rita om den i ett GIS-program', en: 'draw it again in a GIS program' },
    });
  }
  return implied;
}
