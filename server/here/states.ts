import type { Queryable, Row } from '../database/database.ts';
import { raw, sql } from '../database/sql.ts';
import { instant } from '../datasets/select.ts';
import type { Language } from '../http/language.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { subjectOf } from '../styles/layers.ts';
import type { Taking } from './taking-part.ts';

/** A dataset that was asked, and the version of it that has answered. */
export interface DatasetState {
  id: string;
  title: string;
  subject: string;
  /** How many of its features are there or near: all of them, though fewer may be told. */
  matched: number;
  /** Absent: nobody writes down its versions. */
  version?: { number: number; time: string };
  /** False: what it was is not kept, so that a lasting link cannot tell it. */
  isKept: boolean;
}

interface VersionRow extends Row {
  dataset: string;
  version: number;
  time: string;
}

/** `number`: of the state that has been read. */
export async function statesOf(
  state: Queryable,
  { published }: OpenData,
  datasets: readonly Taking[],
  { number, matched, lang }: { number: number; matched: ReadonlyMap<string, number>; lang: Language },
): Promise<DatasetState[]> {
  const ids = datasets.map(({ definition }) => definition.id);
  const rows = await state.query<VersionRow>(sql`
    select dataset, max(number) as version, ${instant(raw('max(changed_at)'))} as time
    from allmanning.dataset_versions where dataset = any (${ids}::text[]) and number <= ${number}
    group by dataset`);
  return datasets.map(({ definition }) => {
    const { id, title } = definition;
    const newest = rows.find(({ dataset }) => dataset === id);
    return {
      id,
      title: title[lang],
      subject: subjectOf(definition),
      matched: matched.get(id) ?? 0,
      ...(newest ? { version: { number: newest.version, time: newest.time } } : {}),
      isKept: published.remembered(id) !== undefined,
    };
  });
}
