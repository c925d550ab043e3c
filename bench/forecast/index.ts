import { experiment } from '../../server/forecast/model/experiment.ts';
import { cellsOf, type Inputs, type Rates, type Shape } from '../../server/forecast/model/inputs.ts';
import { runModel } from '../../server/forecast/model/run.ts';
import { median, percentile, type Result } from '../table.ts';

/** One experiment, as the browser reckons it when somebody moves a project: 25 areas, 25 years, 101 ages, two sexes. */
export const forecast: Record<string, () => Promise<Result[]>> = {
  experiment: async () => {
    const shape: Shape = { areas: 25, years: 26, sexes: 2, ages: 101, kinds: 3 };
    const inputs = plausible(shape);
    const began = performance.now();
    const unchanged = runModel(inputs);
    const once = performance.now() - began;
    const official = unchanged.people.map((count) => Math.round(count / 5) * 5);
    const changes = { ...inputs, dwellings: inputs.dwellings.map((count) => count * 0.7) };
    const waits = Array.from({ length: 101 }, () => {
      const start = performance.now();
      experiment(official, unchanged, changes);
      return performance.now() - start;
    });
    const milliseconds = (value: number) => `${value.toFixed(1)} ms`;
    return [
      {
        what: '25 areas × 25 years × 101 ages × 2 sexes: one experiment (p95)',
        ours: milliseconds(percentile(waits, 0.95)),
        theirs: `p50 ${milliseconds(median(waits))}, first run cold ${milliseconds(once)}`,
        ratio: '',
        reach: '< 100 ms',
      },
    ];
  },
};

function plausible(shape: Shape): Inputs {
  const cells = cellsOf(shape);
  const byCell = (value: (age: number) => number) =>
    Float64Array.from({ length: cells }, (_, cell) => value(cell % shape.ages));
  const rates: Rates = {
    dying: byCell((age) => Math.min(0.6, 0.00002 * Math.exp(0.1 * age))),
    births: Float64Array.from({ length: cells }, (_, cell) => (cell >= 20 && cell < 40 ? 0.08 : 0)),
    bornAs: Float64Array.of(0.488, 0.512),
    movingOut: byCell(() => 0.06),
    movingIn: byCell(() => 0.065),
    household: Float64Array.of(1.8, 2.7, 1.1),
    newToArea: Float64Array.of(0.8, 0.8, 0.8),
    newcomers: new Float64Array(shape.kinds * cells).fill(1 / cells),
  };
  return {
    shape,
    base: new Float64Array(shape.areas * cells).fill(10),
    rates: new Array(shape.areas).fill(rates),
    dwellings: new Float64Array(shape.areas * shape.years * shape.kinds).fill(20),
    fertility: 1,
    arrivals: 1,
  };
}
