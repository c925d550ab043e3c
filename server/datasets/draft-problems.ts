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
  const more = parsed.data
    ? [...unknownNames(parsed.data), ...checkProblems(parsed.data), ...protectionProblems(parsed.data)]
    : [];
  return [...missing, ...faults, ...more];
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
    ...ruled(definition).map((field) => ['import.table', field] as const),
    ...assumed(definition).map((field) => ['assumptions', field] as const),
    ...steps(definition).map((field) => ['here.way', field] as const),
    ...(definition.relations ?? []).flatMap((one) => (one.kind === 'names' ? [['relations', one.field] as const] : [])),
  ];
  return spoken
    .filter(([, field]) => !names.has(field))
    .map(([path, field]) => `${path}: ${field} finns inte bland fields`);
}

function ruled({ import: imported }: Definition): string[] {
  const { value, complete, sums = [], known } = imported?.table ?? {};
  return [
    ...(value === undefined ? [] : [value]),
    ...(complete ? [...complete.within, ...complete.over] : []),
    ...sums.flatMap(({ field, over, same }) => [field, ...over, ...same]),
    ...Object.values(known?.on ?? {}),
  ];
}

function assumed({ assumptions }: Definition): string[] {
  if (!assumptions) return [];
  const { kind, area, house, stage, sex, age, value } = assumptions;
  return [kind, area, house, stage, sex, age, value];
}

function steps({ here }: Definition): string[] {
  const way = here ? here.way : undefined;
  if (!way) return [];
  return [way.field, way.since, ...way.steps.map(({ at }) => at)].filter((name) => name !== undefined);
}

/** Where the numbers that a rule protects would be told in another way than by their field. */
function protectionProblems({ protect = {}, fields, ...definition }: Definition): string[] {
  const { publicRows = [], shownRows = [], key, temporal, statistics, map, import: imported } = definition;
  const told = new Set([
    ...[...publicRows, ...shownRows].map(({ field }) => field),
    ...[key, temporal, map?.standing?.field].flatMap((name) => name ?? []),
    ...(statistics?.dimensions ?? []),
    ...(imported?.keyFrom ?? []),
  ]);
  // Who knows all else of a row tries the small numbers until the key comes out.
  const isInKey = imported?.key === 'content';
  return Object.entries(protect).flatMap(([name, rule]) => {
    const field = fields.find((one) => one.name === name);
    const isNumber = field?.type === 'integer' || field?.type === 'double';
    const isIdentity = [...rule.same, ...(rule.except ?? []).map((one) => one.field)].includes(name);
    return [
      ...(isNumber ? [] : [`protect: ${name} är inget talfält (integer, double) bland fields`]),
      ...(told.has(name) ? [`protect: ${name} kan inte också vara nyckel, tid, dimension eller villkor`] : []),
      ...(isInKey ? [`protect: nyckeln är gjord av allt i raden (import.key: content) och röjer ${name}`] : []),
      ...(isIdentity ? [`protect: ${name} kan inte stå i same eller except för sig själv`] : []),
    ];
  });
}

function isBlank(json: unknown, path: readonly string[]): boolean {
  const [step, ...rest] = path;
  if (step === undefined) return json === undefined || json === null || (typeof json === 'string' && !json.trim());
  return typeof json !== 'object' || json === null || isBlank(Reflect.get(json, step), rest);
}
