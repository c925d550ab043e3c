import { asOfParameter } from '../../history/as-of.ts';
import { type QueryParameter, text } from '../../http/parameters.ts';
import { askedParameters, type StatisticsTable } from '../../statistics/index.ts';
import { documentParameters } from '../parameters.ts';
import { html, json } from '../representations.ts';

const versionParameter = text({
  name: 'v',
  about: {
    sv: 'Svarets `version`: så länge den är den nyaste kan svaret sparas.',
    en: 'The `version` of an answer: as long as it is the newest, the answer may be kept.',
  },
});

export const aggregateOffered = [json, html] as const;

export function aggregateParameters(table: StatisticsTable): readonly QueryParameter[] {
  return [...askedParameters(table), asOfParameter, versionParameter, ...documentParameters(aggregateOffered)];
}
