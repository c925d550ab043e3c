import { setTimeout as sleep } from 'node:timers/promises';
import { versionOf } from '../../changes/versions.ts';
import type { Definition } from '../../datasets/definition.ts';
import { boundedQueue } from '../../http/bounded-queue.ts';
import { problem } from '../../http/problems.ts';
import { keptUntilChanged } from '../../open-data/kept.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import { tablesRead } from '../../quality/checks-of.ts';
import type { Fault, Told } from '../../quality/fault.ts';
import { checkPublished } from '../../quality/published.ts';
import { collectionUrl, type Link, type Place } from '../links.ts';
import { mostOfEach } from './parameters.ts';

/** Longer than this nobody waits: the work goes on, and whoever asks next has it. */
const waitMs = 15_000;

/** The rules of a dataset and what of its public rows breaks them, as far as everybody may know. */
export type FindQuality = (service: OpenData, definition: Definition) => Promise<readonly Told[]>;

export function keptQuality(): FindQuality {
  const kept = keptUntilChanged<readonly Told[]>(100);
  const queue = boundedQueue({ atOnce: 1, waiting: 20 });
  return async (service, definition) => {
    const { database, published, changes } = service;
    await changes.catchUpWithin(1_000);
    const tables = tablesRead(definition);
    const others = published.definitions.filter((other) => other !== definition && tables.has(other.table));
    const options = { publicOnly: true, isDelivery: false, most: mostOfEach };
    const asked = kept(service, definition, versionOf(changes, others, ''), () =>
      queue.run(() => checkPublished(database, definition, published.definitions, options)),
    );
    const told = await Promise.race([asked, sleep(waitMs, undefined, { ref: false })]);
    if (!told) throw problem('unavailable');
    return told;
  };
}

/** The document: each rule with how many rows break it, and a page of the findings, errors first. */
export function qualityDocument(
  told: readonly Told[],
  { id }: Definition,
  page: { limit: number; offset: number },
  place: Place,
  links: readonly Link[],
): object {
  const { lang } = place;
  const faults = [
    ...told.flatMap((one) => one.faults.filter(({ severity }) => severity === 'error')),
    ...told.flatMap((one) => one.faults.filter(({ severity }) => severity === 'warning')),
  ];
  const shown = faults.slice(page.offset, page.offset + page.limit);
  const after = page.offset + shown.length;
  const next: Link = {
    href: `${collectionUrl(place, id)}/quality?limit=${page.limit}&offset=${after}`,
    rel: 'next',
    type: 'application/json',
  };
  return {
    checks: told.map(({ check: { id: check, rule, title }, severity, count }) => ({
      ...{ check, rule, title: title[lang], severity, findings: count },
    })),
    numberMatched: told.reduce((sum, { count }) => sum + count, 0),
    numberReturned: shown.length,
    findings: shown.map((fault) => findingOf(fault, lang)),
    links: after < faults.length ? [...links, next] : links,
  };
}

function findingOf(fault: Fault, lang: Place['lang']): object {
  const { check, rule, severity, key, name, field, value, other, at, reason, remedy } = fault;
  return {
    ...{ check, rule, severity, featureId: key, name },
    ...(field === null ? {} : { field }),
    ...(value === null ? {} : { value }),
    ...(other ? { other: { featureId: other.key, name: other.name } } : {}),
    reason: reason[lang],
    ...(remedy ? { remedy: remedy[lang] } : {}),
    ...(at ? { at } : {}),
  };
}
