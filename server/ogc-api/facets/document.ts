import type { Definition } from '../../datasets/definition.ts';
import type { Facet, Facets } from '../../features/index.ts';
import type { Language } from '../../http/language.ts';
import type { FacetsDocument } from '../documents.ts';
import { collectionUrl, type Link, type Place } from '../links.ts';

type FacetDocument = FacetsDocument['facets'][number];

/** The document, with the names of values in the reader's language. */
export function facetsDocument(
  { numberMatched, facets }: Facets,
  { id, title }: Definition,
  place: Place,
  links: readonly Link[],
): FacetsDocument {
  const collection: Link = {
    href: collectionUrl(place, id),
    rel: 'collection',
    type: 'application/json',
    title: title[place.lang],
  };
  return { numberMatched, facets: facets.map((one) => facet(one, place.lang)), links: [...links, collection] };
}

function facet({ field, numberMatched, missing, others, told }: Facet, lang: Language): FacetDocument {
  const { name, title, type, unit } = field;
  const about = {
    property: name,
    title: title[lang],
    type,
    ...(unit ? { unit: unit[lang] } : {}),
    numberMatched,
    missing,
    others,
  };
  if (told.kind !== 'values') return { ...about, ...told };
  const values = told.values.map(({ value, count }) =>
    type === 'boolean'
      ? { value: value === 'true', title: yesNo[value === 'true' ? 'yes' : 'no'][lang], count }
      : { value, title: field.codes?.find((code) => code.value === value)?.title[lang] ?? value, count },
  );
  return { ...about, kind: told.kind, values };
}

const yesNo = { yes: { sv: 'Ja', en: 'Yes' }, no: { sv: 'Nej', en: 'No' } };
