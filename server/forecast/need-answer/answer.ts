import { versionOf } from '../../changes/versions.ts';
import type { Localized } from '../../http/language.ts';
import { keptUntilChanged } from '../../open-data/kept.ts';
import type { OpenData } from '../../open-data/open-data.ts';
import type { PeopleRow, Rate, Supply } from '../need/basis.ts';
import type { Area } from '../need/catchments.ts';
import { supplyOf } from '../need/supply.ts';
import { type ReadPeople, readPeople, type Which } from './read-people.ts';
import { readRates } from './read-rates.ts';
import { type Edition, readAreas, readPremises, readProjects } from './read-supply.ts';
import { datasetsOf, type NeedData } from './roles.ts';

type Service = Pick<OpenData, 'database' | 'published' | 'changes'>;

export interface ServiceTold {
  id: string;
  title: Localized;
}

/** All that the need of places is reckoned from, as everybody may read it. */
export interface NeedBasis {
  /** Those that somebody needs, in the order of the list. */
  services: ServiceTold[];
  years: number[];
  areas: Area[];
  rates: Rate[];
  people: PeopleRow[];
  supply: Supply[];
  assumed: ReadPeople['assumed'];
  /** Of all datasets that it is made of. */
  version: string;
}

const hearWithinMs = 1_000;
const kept = keptUntilChanged<NeedBasis>(20);

export async function basisOf(service: Service, data: NeedData, which: Which): Promise<NeedBasis> {
  await service.changes.catchUpWithin(hearWithinMs);
  const datasets = datasetsOf(data);
  const version = versionOf(service.changes, datasets, '');
  const make = () => read(service, data, which, version);
  if (!datasets.every(({ id }) => service.published.isTracked(id))) return make();
  return kept(service, data.forecast, `${version} ${which.version ?? ''} ${which.scenario ?? ''}`, make);
}

async function read(service: Service, data: NeedData, which: Which, version: string): Promise<NeedBasis> {
  const { database } = service;
  const rates = await readRates(database, data);
  const { years, rows, assumed } = await readPeople(service, data, rates.people, which);
  const edition = editionOf(data, assumed);
  const areas = await readAreas(database, data, edition);
  const premises = await readPremises(database, data, edition);
  const projects = await readProjects(database, data, edition);
  return {
    services: servicesOf(data, rates.people),
    years,
    areas,
    rates: rates.people,
    people: rows,
    supply: supplyOf(premises, projects, rates.each),
    assumed,
    version,
  };
}

/** The areas' columns in the forecast, and what they are. */
export function editionOf({ roles }: NeedData, assumed: ReadPeople['assumed']): Edition {
  return Object.fromEntries(
    [roles.division, roles.edition].flatMap((name) =>
      assumed[name] === undefined ? [] : [[name, String(assumed[name])]],
    ),
  );
}

function servicesOf({ rates: { definition, need } }: NeedData, rates: readonly Rate[]): ServiceTold[] {
  const codes = definition.fields.find(({ name }) => name === need.service)?.codes ?? [];
  const needed = new Set(rates.map(({ service }) => service));
  return codes.filter(({ value }) => needed.has(value)).map(({ value, title }) => ({ id: value, title }));
}
