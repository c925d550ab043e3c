import { valueIn } from '../../http/parameters.ts';
import { problem } from '../../http/problems.ts';
import { readGroups } from '../need/catchments.ts';
import { type Chosen, listOf, type ServiceList } from '../need/chosen.ts';
import { readTried } from '../need/tried.ts';
import {
  catchmentParameter,
  groupingParameter,
  groupsParameter,
  projectsParameter,
  scenarioParameter,
  serviceParameter,
  triedParameter,
  versionParameter,
} from '../need-parameters.ts';
import type { NeedBasis, ServiceTold } from './answer.ts';
import type { Which } from './read-people.ts';

export interface NeedQuestion {
  which: Which;
  service: string | undefined;
  catchment: string | undefined;
  chosen: Chosen;
}

export function parseQuestion(query: URLSearchParams): NeedQuestion {
  const groups = readGroups(valueIn(query, groupsParameter) ?? '');
  const grouping = valueIn(query, groupingParameter);
  return {
    which: { version: valueIn(query, versionParameter), scenario: valueIn(query, scenarioParameter) },
    service: valueIn(query, serviceParameter),
    catchment: valueIn(query, catchmentParameter),
    chosen: {
      grouping: groups
        ? { kind: 'groups', groups }
        : grouping && ({ kind: grouping === 'kommun' ? 'whole' : 'areas' } as const),
      tried: readTried(valueIn(query, triedParameter) ?? '') ?? new Map<string, number>(),
      projects: valueIn(query, projectsParameter) !== 'utan',
    },
  };
}

export interface NeedAnswer {
  question: NeedQuestion;
  basis: NeedBasis;
  lists: (ServiceList & { service: ServiceTold })[];
}

/** Throws 400 problems for what is asked and is not there. */
export function answerTo(question: NeedQuestion, basis: NeedBasis, whole: string): NeedAnswer {
  const { service, catchment, chosen, which } = question;
  if (basis.years.length === 0 && (which.version ?? which.scenario) !== undefined) {
    const name = which.version === undefined ? scenarioParameter.name : versionParameter.name;
    const expected = { sv: 'något som prognosen har', en: 'one that the forecast has' };
    throw problem('bad-parameter', { name, value: which.version ?? which.scenario ?? '', expected });
  }
  oneOf(
    serviceParameter.name,
    service,
    basis.services.map(({ id }) => id),
  );
  for (const id of chosen.tried.keys())
    oneOf(
      triedParameter.name,
      id,
      basis.rates.map((rate) => rate.id),
    );
  const lists = basis.services
    .filter(({ id }) => service === undefined || id === service)
    .map((told) => ({ service: told, ...listOf(basis, told.id, chosen, whole) }));
  oneOf(
    catchmentParameter.name,
    catchment,
    lists.flatMap((list) => list.catchments.map((one) => one.catchment.id)),
  );
  return { question, basis, lists };
}

function oneOf(name: string, value: string | undefined, known: readonly string[]): void {
  if (value === undefined || known.includes(value)) return;
  const all = [...new Set(known)].join(', ');
  throw problem('bad-parameter', { name, value, expected: { sv: `ett av ${all}`, en: `one of ${all}` } });
}
