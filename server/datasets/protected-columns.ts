import type { Definition } from './definition.ts';

/** A column that a definition makes public, with the rule that protects it. */
interface PublicColumn {
  table: string;
  column: string;
  rule: string | undefined;
}

/** Numbers that one definition protects must not get out through another one as they are, or rounded in another way. */
export function valuesOpened(definition: Definition, others: readonly Definition[]): string[] {
  const mine = publicColumns(definition);
  return others.flatMap((other) => {
    const theirs = publicColumns(other);
    return mine
      .filter(({ table, column, rule }) =>
        theirs.some((one) => one.table === table && one.column === column && one.rule !== rule),
      )
      .map(({ table, column }) => `protect: ${table}.${column} visas också av ${other.id}, och måste skyddas lika där`);
  });
}

function publicColumns({ table, fields, joins = [], series = [], protect = {} }: Definition): PublicColumn[] {
  const ruleOf = (rule: object | undefined) => rule && JSON.stringify(rule);
  return [
    ...fields.filter((field) => field.public).map(({ name }) => ({ table, column: name, rule: ruleOf(protect[name]) })),
    ...joins.flatMap((join) =>
      join.fields.filter((field) => field.public).map(({ column }) => ({ table: join.table, column, rule: undefined })),
    ),
    ...series.map((one) => ({ table: one.table, column: one.value, rule: ruleOf(one.protect) })),
  ];
}
