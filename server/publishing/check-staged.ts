import { checkStagedGeometry } from './checking/staged-geometry.ts';
import { checkKeys, checkReference, checkWithoutKeys } from './checking/staged-keys.ts';
import { checkPlace } from './checking/staged-place.ts';
import { checkTable } from './checking/staged-table.ts';
import type { Staged } from './difference.ts';
import type { Occasion } from './occasion.ts';

/** Checks rows against each other, against those that are published, and against the rules of their table. */
export async function checkStaged(
  { database, definitions, options, findings }: Occasion,
  staged: readonly Staged[],
): Promise<void> {
  for (const { preparation, staging } of staged) {
    const { definition, target } = preparation;
    await checkPlace(database, staging, definition, definitions, options.crs !== undefined, findings);
    await checkStagedGeometry(database, staging, definition, findings);
    await checkKeys(database, staging, definition, findings);
    if (preparation.keyOfContent && !options.replace) await checkWithoutKeys(database, staging, definition, findings);
    await checkTable(database, staging, definition, definitions, findings);
    for (const reference of target.references) {
      const referred = definitions.find(({ table }) => table === reference.table);
      const inFile = staged.find((other) => other.preparation.definition.table === reference.table)?.staging;
      const replaced = inFile !== undefined && options.replace === true;
      await checkReference(
        database,
        staging,
        definition,
        reference,
        { definition: referred, staging: inFile, replaced },
        findings,
      );
    }
  }
}
