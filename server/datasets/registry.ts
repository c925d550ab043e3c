import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { befolkning } from './befolkning.ts';
import { befolkningsprognos } from './befolkningsprognos.ts';
import { behovstal } from './behovstal.ts';
import { byggnader } from './byggnader.ts';
import { type Definition, definitionSchema } from './definition.ts';
import { detaljplaner } from './detaljplaner.ts';
import { draftProblems } from './draft-problems.ts';
import { exploateringsomraden } from './exploateringsomraden.ts';
import { kommungrans } from './kommungrans.ts';
import { lokaler } from './lokaler.ts';
import { marktacke } from './marktacke.ts';
import { planbestammelser } from './planbestammelser.ts';
import { prognosantaganden } from './prognosantaganden.ts';
import { prognosomraden } from './prognosomraden.ts';
import { valuesOpened } from './protected-columns.ts';
import { tellProtection } from './protection.ts';
import { tatorter } from './tatorter.ts';
import { vagar } from './vagar.ts';

const builtIn: readonly Definition[] = [
  detaljplaner,
  planbestammelser,
  exploateringsomraden,
  prognosomraden,
  befolkningsprognos,
  befolkning,
  lokaler,
  behovstal,
  prognosantaganden,
  kommungrans,
  tatorter,
  marktacke,
  vagar,
  byggnader,
].map((definition) => tellProtection(definitionSchema.parse(definition)));

/** An operator's file that is not published, and what is missing in it. */
export interface UnpublishedFile {
  file: string;
  problems: readonly string[];
}

export interface Registry {
  definitions: readonly Definition[];
  unpublished: readonly UnpublishedFile[];
}

/** Organisation names and this file live beside the definitions but are no definitions. */
const organisationsFile = 'organisations.json';

/** The built-in definitions and the operator's own (*.json in the folder). A faulty file is told, never published. */
export function loadRegistry(datasetsDir: string): Registry {
  const definitions = [...builtIn];
  const unpublished: UnpublishedFile[] = [];
  for (const name of operatorFiles(datasetsDir)) {
    const file = join(datasetsDir, name);
    const read = readDefinition(file);
    if ('problems' in read) {
      unpublished.push({ file, problems: read.problems });
    } else if (definitions.some(({ id }) => id === read.definition.id)) {
      unpublished.push({ file, problems: [`id: "${read.definition.id}" finns redan, välj ett annat`] });
    } else {
      const problems = [...rowsOpened(read.definition, definitions), ...valuesOpened(read.definition, definitions)];
      if (problems.length > 0) unpublished.push({ file, problems });
      else definitions.push(read.definition);
    }
  }
  return { definitions, unpublished };
}

/** Rows that one definition keeps inside must not get out through another one of the same table. */
function rowsOpened({ table, publicRows }: Definition, others: readonly Definition[]): string[] {
  const restricted = others.find((other) => other.table === table && (other.publicRows ?? []).length > 0);
  if (!restricted || JSON.stringify(publicRows) === JSON.stringify(restricted.publicRows)) return [];
  return [`publicRows: ${table} är ${restricted.id}, vars villkor gäller: ${JSON.stringify(restricted.publicRows)}`];
}

function operatorFiles(datasetsDir: string): string[] {
  try {
    return readdirSync(datasetsDir)
      .filter((name) => name.endsWith('.json') && name !== organisationsFile)
      .sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function readDefinition(file: string): { definition: Definition } | { problems: string[] } {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return { problems: [`filen är inte giltig JSON: ${error instanceof Error ? error.message : String(error)}`] };
  }
  const problems = draftProblems(json);
  return problems.length > 0 ? { problems } : { definition: tellProtection(definitionSchema.parse(json)) };
}
