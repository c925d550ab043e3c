/** What this browser keeps for the page. Some keep nothing: in private windows, or when a person has said so. */

/** Undefined: nothing is kept by this name. */
export function keptHere(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** The same as JSON. What another version of the page, or somebody else, has written there may be anything. */
export function keptJson(name: string): unknown {
  try {
    return JSON.parse(keptHere(name) ?? 'null');
  } catch {
    return null;
  }
}

/** Undefined: no longer. False: the browser keeps nothing. */
export function keepHere(name: string, text: string | undefined): boolean {
  try {
    if (text === undefined) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
    return true;
  } catch {
    return false;
  }
}
