import { current } from '../state/history.ts';
import { chosen, datasetOf, description, lang, subjectsOn } from '../state/state.ts';
import { writeUrl } from '../state/url.ts';

/** The address of what the map shows now, for another browser: it says its language, whatever that one asks for. */
export function addressNow(): string {
  return location.origin + location.pathname + writeUrl({ ...current(), lang: lang.value, room: undefined });
}

/** What the address asks for that is not here: subjects and datasets that nobody publishes any more. */
export function missingNow(): string[] {
  const about = description.value;
  if (!about) return [];
  const subjects = subjectsOn.value.filter((one) => !about.subjects.some(({ id }) => id === one));
  const dataset = chosen.value?.dataset;
  return [...subjects, ...(dataset !== undefined && !datasetOf(dataset) ? [dataset] : [])];
}
