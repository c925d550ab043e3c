import { asOfParameter } from '../../history/as-of.ts';
import { type QueryParameter, text } from '../../http/parameters.ts';
import { askedParameters, type StatisticsTable } from '../../statistics/index.ts';
import { documentParameters } from '../parameters.ts';
import { html, json, type Representation } from '../representations.ts';

const versionParameter = text({
  name: 'v',
  about: {
    sv: 'Svarets `version`: så länge den är den nyaste kan svaret sparas.',
    en: 'The `version` of an answer: as long as it is the newest, the answer may be kept.',
  },
});

const csv: Representation = {
  id: 'csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  title: { sv: 'Detta som CSV', en: 'This as CSV' },
};
const xlsx: Representation = {
  id: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  title: { sv: 'Detta som Excel', en: 'This as Excel' },
};
const jsonStat: Representation = {
  id: 'jsonstat',
  mediaType: 'application/vnd.json-stat+json',
  title: { sv: 'Detta som JSON-stat', en: 'This as JSON-stat' },
};

export const aggregateOffered = [json, html, csv, xlsx, jsonStat] as const;

export function aggregateParameters(table: StatisticsTable): readonly QueryParameter[] {
  return [...askedParameters(table), asOfParameter, versionParameter, ...documentParameters(aggregateOffered)];
}
