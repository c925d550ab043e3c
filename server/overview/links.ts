import { pageLink, type Visit } from '../pages/index.ts';

/** The list and the map behind a number. */
export interface Behind {
  list: string;
  map: string;
}

/** So many keys have room in an address. */
const mostKeys = 80;

/** Features whose field has one of some values. Undefined: too many for an address. */
export function behind(
  visit: Visit,
  { dataset, subject }: { dataset: string; subject: string },
  field: string,
  values: readonly string[],
): Behind | undefined {
  if (values.length === 0 || values.length > mostKeys) return undefined;
  const text = `${field} IN (${values.map((one) => `'${one.replaceAll("'", "''")}'`).join(',')})`;
  const filter = encodeURIComponent(text).replaceAll("'", '%27');
  return {
    list: pageLink(visit, `/geodata/v1/collections/${dataset}/items?f=html&filter=${filter}`),
    map: pageLink(visit, `/?lager=${encodeURIComponent(subject)}&urval.${dataset}=${filter}`),
  };
}
