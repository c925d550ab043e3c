import { cellsOf, type Inputs, type Rates, type Shape } from './inputs.ts';

/** People at the end of each year, by area, year and cell, and what happened during it, by area and year. */
export interface Run {
  people: Float64Array;
  born: Float64Array;
  died: Float64Array;
  movedIn: Float64Array;
  movedOut: Float64Array;
  /** Of those who moved in: who had to, so that no cell fell below its least. In all areas and years together. */
  held: number;
}

/**
 * The cohort-component model, area by area and year by year: all grow a year older, children are born, some die, some of
 * those left move out, others move in. In every area and year people = people before + born − died + in − out.
 * `least`: what no cell may fall below (as `people`); who is lacking is counted among those who move in, so the sum holds.
 */
export function runModel(inputs: Inputs, least?: Float64Array): Run {
  const { shape } = inputs;
  const cells = cellsOf(shape);
  const both = shape.areas * shape.years;
  const run: Run = {
    people: new Float64Array(both * cells),
    born: new Float64Array(both),
    died: new Float64Array(both),
    movedIn: new Float64Array(both),
    movedOut: new Float64Array(both),
    held: 0,
  };
  inputs.rates.forEach((rates, area) => {
    const base = inputs.base.subarray(area * cells, (area + 1) * cells);
    run.people.set(base, area * shape.years * cells);
    for (let year = 1; year < shape.years; year++) {
      const at = area * shape.years + year;
      const arriving = arrivals(inputs, rates, base, at);
      step(run, shape, rates, inputs.fertility, arriving, at, least);
    }
  });
  return run;
}

/** Who moves in during a year, by cell: into dwellings that were there, and into those that are finished. */
function arrivals({ shape, dwellings, arrivals }: Inputs, rates: Rates, base: Float64Array, at: number): Float64Array {
  const cells = cellsOf(shape);
  const arriving = rates.movingIn.map((rate, cell) => rate * arrivals * (base[cell] ?? 0));
  for (let kind = 0; kind < shape.kinds; kind++) {
    const finished = dwellings[at * shape.kinds + kind] ?? 0;
    if (finished === 0) continue;
    const people = finished * (rates.household[kind] ?? 0) * (rates.newToArea[kind] ?? 0);
    for (let cell = 0; cell < cells; cell++) {
      arriving[cell] = (arriving[cell] ?? 0) + people * (rates.newcomers[kind * cells + cell] ?? 0);
    }
  }
  return arriving;
}

function step(
  run: Run,
  shape: Shape,
  rates: Rates,
  fertility: number,
  arriving: Float64Array,
  at: number,
  least: Float64Array | undefined,
): void {
  const { sexes, ages } = shape;
  const cells = cellsOf(shape);
  const now = at * cells;
  const before = now - cells;
  let [born, died, movedIn, movedOut] = [0, 0, 0, 0];
  for (let cell = 0; cell < cells; cell++) born += (run.people[before + cell] ?? 0) * (rates.births[cell] ?? 0);
  born *= fertility;
  for (let sex = 0; sex < sexes; sex++) {
    for (let age = 0; age < ages; age++) {
      const cell = sex * ages + age;
      let older = age === 0 ? born * (rates.bornAs[sex] ?? 0) : (run.people[before + cell - 1] ?? 0);
      if (age === ages - 1) older += run.people[before + cell] ?? 0;
      const dies = older * (rates.dying[cell] ?? 0);
      const leaves = (older - dies) * (rates.movingOut[cell] ?? 0);
      let arrives = arriving[cell] ?? 0;
      let people = older - dies - leaves + arrives;
      const floor = least?.[now + cell] ?? 0;
      if (people < floor) {
        arrives += floor - people;
        run.held += floor - people;
        people = floor;
      }
      run.people[now + cell] = people;
      died += dies;
      movedOut += leaves;
      movedIn += arrives;
    }
  }
  run.born[at] = born;
  run.died[at] = died;
  run.movedIn[at] = movedIn;
  run.movedOut[at] = movedOut;
}
