import type { Definition, Localized } from '../datasets/definition.ts';
import { hasExampleRows } from '../datasets/example-rows.ts';
import { organisationName } from '../datasets/organisations.ts';
import { keptUntilChanged } from '../open-data/kept.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { credits } from '../styles/credits.ts';
import { isBackground } from '../styles/layers.ts';
import { licenceTitles } from '../styles/terms.ts';
import type { Content } from './content.ts';

const invented: Localized = { sv: 'Delvis påhittade exempeldata', en: 'Partly invented example data' };

/** Licences that ask for nothing, so that whoever shows a picture may leave the source out. */
const asksNothing: readonly Definition['licence'][] = ['CC0-1.0'];

const keptExamples = keptUntilChanged<boolean>(200);

/**
 * Whose data a picture shows, and whether some of them are invented. `isWanted: false`: only what must be said. Undefined:
 * nothing.
 */
export async function creditOf(
  service: OpenData,
  { datasets, paper, lang }: Content,
  { isWanted }: { isWanted: boolean },
): Promise<string | undefined> {
  const { published, organisations, database } = service;
  const drawn = published.definitions.filter(
    (definition) => datasets.includes(definition.id) || (paper && definition.geometry && isBackground(definition)),
  );
  const examples = await Promise.all(
    drawn.map((one) => keptExamples(service, one, 'example', () => hasExampleRows(database, one))),
  );
  const named = drawn.filter(({ licence }) => isWanted || !asksNothing.includes(licence));
  const sources = credits({
    datasets: named.map(({ geometry, informationsagare, licence }) => ({
      hasGeometry: geometry !== null,
      informationsagare: organisationName(organisations, informationsagare),
      licence: { title: licenceTitles[licence][lang] },
    })),
  });
  const parts = [...(sources ? [sources] : []), ...(examples.includes(true) ? [invented[lang]] : [])];
  return parts.length > 0 ? parts.join(' · ') : undefined;
}
