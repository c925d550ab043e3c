import type { Localized } from '../../datasets/definition.ts';
import type { Problem } from '../report.ts';

/** How findings are put together: what is wrong and what would be right, in both languages. */

export function error(code: string, reason: Localized, remedy: Localized | null = null): Problem {
  return { code, severity: 'error', reason, remedy };
}

export function warning(code: string, reason: Localized, remedy: Localized | null = null): Problem {
  return { code, severity: 'warning', reason, remedy };
}

/** The same words in both languages: a list of names, an example. */
export function same(text: string): Localized {
  return { sv: text, en: text };
}

export function listed(names: readonly string[], most = 15): Localized {
  const shown = names.slice(0, most).join(', ');
  const rest = names.length - most;
  if (rest <= 0) return same(shown);
  return { sv: `${shown} och ${rest} till`, en: `${shown} and ${rest} more` };
}

export function shouldBe({ sv, en }: Localized): Localized {
  return { sv: `ska vara ${sv}`, en: `should be ${en}` };
}

export function oneOf(names: readonly string[]): Localized {
  const { sv, en } = listed(names);
  return { sv: `ska vara något av: ${sv}`, en: `should be one of: ${en}` };
}
