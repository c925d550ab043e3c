import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import builtIn from './organisations.json' with { type: 'json' };

const organisationsSchema = z.record(
  z.string(),
  z.strictObject({ name: z.string().min(1), email: z.email().optional(), identifier: z.url().optional() }),
);

/** Who owns and looks after data, by the short names that definitions use. Names change more often than code. */
export type Organisations = z.infer<typeof organisationsSchema>;

/** The operator's file is wrong: the message says where. */
export class OrganisationsError extends Error {}

/** The built-in names with those of the operator's organisations.json over them. */
export function loadOrganisations(datasetsDir: string): Organisations {
  const file = join(datasetsDir, 'organisations.json');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return organisationsSchema.parse(builtIn);
  }
  try {
    return { ...organisationsSchema.parse(builtIn), ...organisationsSchema.parse(JSON.parse(text)) };
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new OrganisationsError(`${file} går inte att läsa:\n${reason}`);
  }
}

/** The name to read for an owner that a definition gives: a key of the organisations, or the name itself. */
export function organisationName(organisations: Organisations, owner: string): string {
  return organisations[owner]?.name ?? owner;
}
