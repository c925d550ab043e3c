import { isObject, type Json, objectsIn, type Place } from './place.ts';

/** Documents that an object refers to (`dokumentreferens`): the table has their first address. */

function linkOf(document: unknown): unknown {
  return isObject(document) ? objectsIn(document.referens).find(({ lank }) => lank)?.lank : undefined;
}

/** Gives the document with another address; undefined when it refers to nothing any more. */
function withLink(document: unknown, link: unknown, name: string): Json | undefined {
  const known: Json = isObject(document) ? document : { namn: name };
  const references = objectsIn(known.referens);
  const found = references.find(({ lank }) => lank);
  if (link !== null) {
    const referens = found
      ? references.map((one) => (one === found ? { ...one, lank: link } : one))
      : [...references, { lank: link }];
    return { ...known, referens };
  }
  const left = references
    .map((one) => {
      if (one !== found) return one;
      const { lank: _, ...rest } = one;
      return rest;
    })
    .filter((one) => Object.keys(one).length > 0);
  return left.length > 0 ? { ...known, referens: left } : undefined;
}

/** A document that is a member of its own. */
export function documentLink(member: string, name: string): Place {
  return {
    path: member,
    get: (object) => linkOf(object[member]),
    set(object, value) {
      const document = withLink(object[member], value, name);
      if (document) object[member] = document;
      else delete object[member];
    },
  };
}

/** The first of the decision's documents that has this content. One that has other content besides stays with that. */
export function handlingLink(content: string, name: string): Place {
  const has = ({ innehall }: Json) => Array.isArray(innehall) && innehall.includes(content);
  return {
    path: 'beslutshandling',
    get: (decision) => linkOf(objectsIn(decision.beslutshandling).find(has)?.dokument),
    set(decision, value) {
      const all = objectsIn(decision.beslutshandling);
      const found = all.find(has);
      const contents = Array.isArray(found?.innehall) ? found.innehall : [];
      const isShared = contents.length > 1;
      const document = withLink(isShared ? undefined : found?.dokument, value, name);
      const own = document && { ...(isShared ? {} : found), innehall: [content], dokument: document };
      const before = found && isShared ? { ...found, innehall: contents.filter((one) => one !== content) } : undefined;
      const left = all.flatMap((one) => (one === found ? [before, own] : [one])).filter((one) => one !== undefined);
      if (own && !found) left.push(own);
      if (left.length > 0) decision.beslutshandling = left;
      else delete decision.beslutshandling;
    },
  };
}
