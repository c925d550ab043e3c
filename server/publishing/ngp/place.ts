import type { Localized } from '../../datasets/definition.ts';

/** An object of the specification, whichever. */
export type Json = Record<string, unknown>;

/** Where a column of the table stands in an object: said once, read when a file comes in, written when one goes out. */
export interface Place {
  /** As problems name it, without the numbers of lists: `beslutsinformation.datumAntagande`. */
  path: string;
  /** How a value must be written for the specification to have a place for it; absent: as it likes. */
  written?: Localized;
  /** Undefined: it says nothing of this. */
  get(object: Json): unknown;
  /** Null takes away what is said. */
  set(object: Json, value: unknown): void;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; none where there is no list. */
export function objectsIn(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function member(name: string): Place {
  return {
    path: name,
    get: (object) => object[name],
    set(object, value) {
      if (value === null) delete object[name];
      else object[name] = value;
    },
  };
}

/** In an object within, which is there as long as it says something. */
export function inside(name: string, place: Place): Place {
  return {
    path: `${name}.${place.path}`,
    get(object) {
      const within = object[name];
      return isObject(within) ? place.get(within) : undefined;
    },
    set(object, value) {
      const before = object[name];
      const within = isObject(before) ? before : {};
      place.set(within, value);
      if (Object.keys(within).length > 0) object[name] = within;
      else delete object[name];
    },
  };
}

/** In one object of a list; a first one is made where none is. */
export function oneOf(name: string, find: (all: readonly Json[]) => Json | undefined, place: Place): Place {
  return {
    path: `${name}.${place.path}`,
    get(object) {
      const found = find(objectsIn(object[name]));
      return found && place.get(found);
    },
    set(object, value) {
      const all = objectsIn(object[name]);
      const found = find(all);
      const one = found ?? {};
      place.set(one, value);
      if (!found && Object.keys(one).length > 0) object[name] = [...all, one];
    },
  };
}

/** The last of a list of dates: the whole with the last of its parts. */
export function lastDate(name: string): Place {
  const texts = (object: Json) => {
    const all = object[name];
    return Array.isArray(all) ? all.filter((one): one is string => typeof one === 'string').sort() : [];
  };
  return {
    path: name,
    get: (object) => texts(object).at(-1),
    set(object, value) {
      if (typeof value !== 'string') delete object[name];
      else
        object[name] = [
          ...texts(object)
            .slice(0, -1)
            .filter((date) => date < value),
          value,
        ];
    },
  };
}
