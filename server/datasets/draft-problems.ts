import { checkProblems } from './check-names.ts';
import { allFields, type Definition, definitionSchema } from './definition.ts';

/** What only a person can fill in: a draft leaves it empty, and nothing is public until it is written. */
const asked = ['title.sv', 'informationsagare', 'licence'] as const;

/**
 * Why a definition cannot be published yet: first what its owner has to fill in, as `title.sv`, `informationsagare`,
 * `licence`; then whatever else is wrong, as `path: reason`. Empty: it can.
 */
export function draftProblems(json: unknown): string[] {
  const missing = asked.filter((path) => isBlank(json, path.split('.')));
  const parsed = definitionSchema.safeParse(json);
  const faults = (parsed.error?.issues ?? [])
    .map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
    .filter(({ path }) => !missing.some((blank) => blank === path || blank.startsWith(`${path}.`)))
    .map(({ path, message }) => (path ? `${path}: ${message}` : message));
  return [...missing, ...faults, ...(parsed.data ? [...unknownNames(parsed.data), ...checkProblems(parsed.data)] : [])];
}

/** Fields that the definition speaks of and does not have. */
function unknownNames(definition: Definition): string[] {
  const names = new Set(allFields(definition).map(({ name }) => name));
  const { publicRows = [], shownRows = [], map } = definition;
  const spoken = [
    ...[...publicRows, ...shownRows].map(({ field }) => ['publicRows/shownRows', field] as const),
    ...[map?.popup.title, map?.popup.fields, map?.popup.order].flatMap((names = []) =>
      [names].flat().map((field) => ['map.popup', field] as const),
    ),
    ...(map?.standing ? [['map.standing', map.standing.field] as const] : []),
  ];
  return spoken
    .filter(([, field]) => !names.has(field))
    .map(([path, field]) => `${path}: ${field} finns inte bland fields`);
}

function isBlank(json: unknown, path: readonly string[]): boolean {
  const [step, ...rest] = path;
  if (step === undefined) return json === undefined || json === null || (typeof json === 'string' && !json.trim());
  return typeof json !== 'object' || json === null || isBlank(Reflect.get(json, step), rest);
}
