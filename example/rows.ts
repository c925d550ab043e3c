import { forecastAreas } from './areas.ts';
import { assumptionColumns, assumptions } from './assumptions.ts';
import { buildingColumns, buildings } from './buildings.ts';
import { clusterCentres, clusterPlans } from './clusters.ts';
import { landColumns, landCover } from './landscape.ts';
import { item } from './lists.ts';
import { rateColumns, rates } from './need-rates.ts';
import { outline } from './outline.ts';
import { outlinePlaces, plansInTown, planTheTown } from './planning.ts';
import { numbersOf, type Plan, planColumns, planRow } from './plans.ts';
import { forecast, forecastColumns, outcome, outcomeColumns } from './population.ts';
import { premises, premisesColumns } from './premises.ts';
import { randomFrom } from './prng.ts';
import { type Project, projectColumns, projectRow, projectsInTown, projectsOn } from './projects.ts';
import { provisionColumns, provisionsOf } from './provisions.ts';
import { roadColumns, roads } from './roads.ts';
import type { Settlement } from './settlement.ts';
import { batches, type ExampleBatch, type ExampleRow } from './tables.ts';
import { buildTown, type Town } from './town.ts';
import { buildVillages } from './villages.ts';
import { multiPolygonText } from './wkt.ts';

export type { ExampleBatch } from './tables.ts';

/**
 * Every example row, in an order that satisfies foreign keys, made while it is read. The same every time. `scale` 10
 * and 100 add suburbs full of plans and projects; everything else stays as it is.
 */
export function* exampleTables(scale: 1 | 10 | 100): Generator<ExampleBatch> {
  const names = new Set<string>();
  const town = buildTown(names);
  const settlements = [town, ...buildVillages(names)];
  const plans = planTheTown(settlements, randomFrom('planer'));
  const projects = projectsOn(plans, projectsInTown, randomFrom('projekt'));

  yield* batches('kommungrans', ['kommunkod', 'namn', 'geom'], [['0381', 'Enköping', multiPolygonText([[outline]])]]);
  yield* batches('tatorter', ['kod', 'namn', 'befolkning', 'geom'], localities(settlements));
  yield* batches('marktacke', landColumns, landCover(settlements));
  yield* batches('vagar', roadColumns, roads(settlements));
  yield* batches('byggnader', buildingColumns, buildings(settlements));
  yield* batches('prognosomraden', ['kod', 'namn', 'indelning', 'utgava', 'visas', 'uppdaterad', 'geom'], areas(town));
  yield* planBatches(plans, 'planbestämmelser', 1);
  yield* projectBatches(projects, 1, 'projektrader');
  yield* batches('lokaler', premisesColumns, premises(settlements, projects));
  yield* batches('behovstal', rateColumns, rates());
  if (scale > 1) yield* multiplied(settlements, scale - 1);
  yield* batches('befolkning', outcomeColumns, outcome(), { marks: ['exempel'] });
  // Each batch adds up the yearly totals of its areas.
  yield* batches('befolkningsprognos', forecastColumns, forecast(projects), { marks: ['exempel'], size: 20_000 });
  yield* batches('prognosantaganden', assumptionColumns, assumptions(), { marks: ['exempel'] });
}

function* localities(settlements: readonly Settlement[]): Generator<ExampleRow> {
  for (const [index, { name, edge, population }] of settlements.entries()) {
    yield [`EX-${String(index + 1).padStart(2, '0')}`, name, population, multiPolygonText([[edge]])];
  }
}

function* areas(town: Town): Generator<ExampleRow> {
  for (const { code, name } of forecastAreas) {
    const rings = town.areas.get(code) ?? [];
    yield [code, name, 'regso', 'exempel', true, '2026-03-02T08:00:00Z', multiPolygonText(rings.map((ring) => [ring]))];
  }
}

/** Provisions come first into memory: dividing blocks gives the plans' outlines corners. */
function* planBatches(plans: readonly Plan[], seed: string, firstNumber: number): Generator<ExampleBatch> {
  const random = randomFrom(seed);
  const provisions = plans.map((plan) => provisionsOf(plan, random));
  const numbers = numbersOf(plans, firstNumber);
  yield* batches('detaljplaner', [...planColumns, 'geom'], planRows(plans, numbers));
  yield* batches('planbestammelser', provisionColumns, provisions.flat());
}

function* planRows(plans: readonly Plan[], numbers: ReadonlyMap<string, string>): Generator<ExampleRow> {
  for (const plan of plans) yield [...planRow(plan, numbers.get(plan.id)), outlineText(plan)];
}

function outlineText({ site }: Plan): string {
  return multiPolygonText([[outlinePlaces(site)]]);
}

function* projectBatches(projects: readonly Project[], firstNumber: number, seed: string): Generator<ExampleBatch> {
  const random = randomFrom(seed);
  const rows = projects.map((project, index) => projectRow(project, firstNumber + index, random));
  yield* batches('exploateringsomraden', projectColumns, rows);
  const completions = projects.flatMap(({ id, completions: list }) =>
    list.map(({ year, kind, tenure, count }): ExampleRow => [id, year, kind, tenure, count]),
  );
  yield* batches('exploateringsomraden', ['omrade', 'ar', 'hustyp', 'upplatelseform', 'antal'], completions, {
    table: 'exploatering_bostader',
    marks: [],
  });
}

/** The town's number of plans and projects so many times over, in suburbs that are forgotten one after the other. */
function* multiplied(settlements: readonly Settlement[], times: number): Generator<ExampleBatch> {
  const centres = clusterCentres(settlements);
  const perCluster = Math.max(60, Math.ceil((plansInTown * times) / centres.length));
  const clusters = Math.ceil((plansInTown * times) / perCluster);
  let plansLeft = plansInTown * times;
  let projectsDone = 0;
  for (let number = 1; number <= clusters && plansLeft > 0; number++) {
    const centre = item(centres, Math.floor(((number - 1) * centres.length) / clusters));
    const plans = clusterPlans(number, centre, Math.min(perCluster, plansLeft));
    plansLeft -= plans.length;
    yield* planBatches(plans, `planbestämmelser ${number}`, 1000 + number * 100);
    const projectsDue = Math.round((projectsInTown * times * number) / clusters) - projectsDone;
    const projects = projectsOn(plans, projectsDue, randomFrom(`projekt ${number}`));
    yield* projectBatches(projects, projectsInTown + projectsDone + 1, `projektrader ${number}`);
    projectsDone += projects.length;
  }
}
