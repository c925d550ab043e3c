import type { Check, Parts, RowCondition } from '../datasets/checks.ts';
import { tablesOf } from '../datasets/checks.ts';
import type { Definition } from '../datasets/definition.ts';

/**
 * A check as everybody may know of it. Undefined: it looks at what is not public, and not even a count of what it finds
 * leaves the server. Of a check of several values, those that are public remain.
 */
export function publicCheck(
  check: Check,
  definition: Definition,
  definitions: readonly Definition[],
): Check | undefined {
  const isOpen = isPublicIn(definition);
  const others = tablesOf(check).map((name) => definitions.find(({ table }) => table === name));
  // What a row that is not public hides of a gap would be told by the gap.
  if (others.some((other) => other === undefined || (other.publicRows ?? []).length > 0)) return undefined;
  const [other] = others;
  const isOpenThere = other ? isPublicIn(other) : () => false;
  if (!areOpen(check.when, isOpen)) return undefined;
  switch (check.kind) {
    case 'required': {
      const { parent } = check;
      if (parent && !(isOpen(parent.from) && isOpenThere(parent.to) && areOpen(parent.when, isOpenThere)))
        return undefined;
      const demands = check.demands.filter(({ field, or = [] }) => field !== undefined && [field, ...or].every(isOpen));
      return demands.length > 0 ? { ...check, demands } : undefined;
    }
    case 'absent':
      // The object as delivered is never public.
      return undefined;
    case 'listed':
    case 'between': {
      const fields = check.fields.filter(isOpen);
      return fields.length > 0 ? { ...check, fields } : undefined;
    }
    case 'in-order':
    case 'unique':
      return check.fields.every(isOpen) ? check : undefined;
    case 'same-area':
      return check.same.every(isOpen) ? check : undefined;
    case 'refers':
      return isOpen(check.field) && isOpenThere(check.to) ? check : undefined;
    case 'within':
      return isOpen(check.parent.from) && isOpenThere(check.parent.to) && areOpen(check.parent.when, isOpenThere)
        ? check
        : undefined;
    case 'covered':
    case 'has-parts':
      return arePublicParts(check.parts, isOpen, isOpenThere) ? check : undefined;
    case 'valid':
    case 'no-overlap':
    case 'no-slivers':
    case 'near':
      return check;
  }
}

type IsOpen = (name: string) => boolean;

/** What a protected number is, nobody is told by whether it breaks a rule. */
function isPublicIn({ fields, protect = {} }: Definition): IsOpen {
  const open = new Set(fields.filter((field) => field.public && !(field.name in protect)).map(({ name }) => name));
  return (name) => open.has(name);
}

function areOpen(when: readonly RowCondition[] | undefined, isOpen: IsOpen): boolean {
  return (when ?? []).every(({ field }) => isOpen(field));
}

function arePublicParts({ from, to, when }: Parts, isOpen: IsOpen, isOpenThere: IsOpen): boolean {
  return isOpen(to) && isOpenThere(from) && areOpen(when, isOpenThere);
}
