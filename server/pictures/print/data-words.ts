import type { Row } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { Definition, Localized } from '../../datasets/definition.ts';
import { hasExampleRows } from '../../datasets/example-rows.ts';
import { organisationName } from '../../datasets/organisations.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import { credits } from '../../styles/credits.ts';
import { formatDate } from '../../styles/format.ts';
import { isBackground } from '../../styles/layers.ts';
import { licenceTitles } from '../../styles/terms.ts';

/** What a sheet says of the data on its map. */
export interface DataWords {
  /** Organisations and licences, short. */
  credit: string;
  /** The organisations alone. */
  owners: string[];
  /** Of each owner the datasets with version and date, licence and source. */
  paragraphs: string[];
  /** Datasets with invented rows, by title. */
  invented: string[];
}

const words = {
  version: { sv: 'version {number}, ändrad {date}', en: 'version {number}, changed {date}' },
  owner: { sv: 'Informationsägare', en: 'Information owner' },
  licence: { sv: 'Licens', en: 'Licence' },
  source: { sv: 'Källa', en: 'Source' },
  background: { sv: 'bakgrundskartan', en: 'the background map' },
} as const satisfies Record<string, Localized>;

/** Tells of some datasets in the order of the definitions. */
export async function dataWords(
  { database, organisations }: OpenData,
  definitions: readonly Definition[],
  lang: keyof Localized,
): Promise<DataWords> {
  const versions = await newestVersions({ database }, definitions);
  const examples = await Promise.all(definitions.map((one) => hasExampleRows(database, one)));
  const described = definitions.map((definition) => ({
    definition,
    owner: organisationName(organisations, definition.informationsagare),
    licence: licenceTitles[definition.licence][lang],
    source: definition.source[lang],
  }));
  const groups = new Map<string, string[]>();
  for (const { definition, owner, licence, source } of described) {
    const about = `${words.owner[lang]}: ${owner}. ${words.licence[lang]}: ${licence.split(':')[0]}. ${words.source[lang]}: ${source}.`;
    groups.set(about, [...(groups.get(about) ?? []), named(definition, versions.get(definition.id), lang)]);
  }
  const invented = definitions.filter((_, index) => examples[index]);
  return {
    credit: credits({
      datasets: described.map(({ owner, licence }) => ({
        hasGeometry: true,
        informationsagare: owner,
        licence: { title: licence },
      })),
    }),
    owners: [...new Set(described.map(({ owner }) => owner.split(', ').at(-1) ?? owner))],
    paragraphs: [...groups].map(([about, names]) => `${names.join('; ')}. ${about}`),
    invented: [...new Set(invented.map((one) => (isBackground(one) ? words.background[lang] : one.title[lang])))],
  };
}

function named({ title }: Definition, version: NewestVersion | undefined, lang: keyof Localized): string {
  if (!version) return title[lang];
  const told = words.version[lang]
    .replace('{number}', String(version.number))
    .replace('{date}', formatDate(version.day, lang));
  return `${title[lang]} (${told})`;
}

interface NewestVersion extends Row {
  dataset: string;
  number: number;
  /** YYYY-MM-DD of Swedish clocks. */
  day: string;
}

/** When the newest row of each was changed, and the number of that change. None: nobody writes down its changes. */
async function newestVersions(
  { database }: Pick<OpenData, 'database'>,
  definitions: readonly Definition[],
): Promise<ReadonlyMap<string, NewestVersion>> {
  const rows = await database.query<NewestVersion>(sql`
    select dataset, number, to_char(changed_at at time zone 'Europe/Stockholm', 'YYYY-MM-DD') as day
    from allmanning.versions where dataset = any (${definitions.map(({ id }) => id)}::text[])`);
  return new Map(rows.map((row) => [row.dataset, row]));
}
