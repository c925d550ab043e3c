import { describe, expect, it } from 'vitest';
import type { BuildingProject } from '../../server/building/projects.ts';
import {
  dwellingsByArea,
  dwellingsByYear,
  lateProjects,
  premisesByYear,
  readinessOf,
  surenessOf,
  withoutYear,
} from '../../server/overview/figures.ts';

type Plan = BuildingProject['builtOn'][number];
const plan = (standing: NonNullable<Plan['standing']>): Plan => ({ key: 'p', name: 'p', dataset: 'planer', standing });

function project(more: Partial<BuildingProject>): BuildingProject {
  return {
    ...{ key: 'a', name: 'A', isExample: false, phase: 'decided', step: { code: 'x', title: 'X' }, isBegun: false },
    ...{ dwellings: 0, start: undefined, movingIn: { from: undefined, until: undefined }, finished: [], premises: {} },
    ...{ builtOn: [], areas: [] },
    ...more,
  };
}

const built = (...years: [number, number][]) => years.map(([year, count]) => ({ year, kind: 'hus', count }));

describe('how sure a project is', () => {
  it.each([
    ['decided', [], 'decided'],
    ['decided', ['applies'], 'decided'],
    ['decided', ['applies', 'coming'], 'process'],
    ['process', ['applies'], 'process'],
    ['wished', ['applies'], 'wished'],
    ['decided', ['ended'], 'decided'],
    ['done', ['coming'], 'done'],
    [undefined, ['applies'], undefined],
  ] as const)('%s on plans %j is %s', (phase, plans, expected) => {
    expect(surenessOf(project({ phase, builtOn: plans.map(plan) }))).toBe(expected);
  });
});

describe('dwellings', () => {
  const projects = [
    project({ key: 'a', dwellings: 100, finished: built([2025, 30], [2027, 50]) }),
    project({ key: 'b', dwellings: 40, phase: 'wished', finished: built([2030, 40]) }),
    project({ key: 'c', dwellings: 80, phase: 'done', finished: built([2024, 80]) }),
    project({ key: 'd', dwellings: 500, phase: undefined, finished: built([2028, 500]) }),
  ];

  it('are expected when they are not finished, whatever rests is left out', () => {
    expect(readinessOf(projects, 2026).map(({ sureness, dwellings }) => [sureness, dwellings])).toEqual([
      ['decided', 70],
      ['process', 0],
      ['wished', 40],
    ]);
    // Of the 70, 50 have a year.
    expect(withoutYear(projects, 2026)).toBe(20);
  });

  it('stand at their year, as built when it has passed, against the target', () => {
    const years = dwellingsByYear(projects, {
      from: 2024,
      until: 2030,
      now: 2026,
      targets: [{ from: 2026, until: 2029, count: 60 }],
    });
    expect(years.map(({ year, total, target }) => [year, total, target])).toEqual([
      ...[
        [2024, 80, undefined],
        [2025, 30, undefined],
        [2026, 0, 60],
        [2027, 50, 60],
      ],
      ...[
        [2028, 0, 60],
        [2029, 0, 60],
        [2030, 40, undefined],
      ],
    ]);
    expect(years[1]?.dwellings).toEqual({ done: 30, decided: 0, process: 0, wished: 0 });
    expect(years[6]?.dwellings).toEqual({ done: 0, decided: 0, process: 0, wished: 40 });
  });

  it('belong to the area in which most of the project lies', () => {
    const areas = (share: number) => [
      { key: 'norr', name: 'Norr', share },
      { key: 'söder', name: 'Söder', share: 1 - share },
    ];
    const found = dwellingsByArea(
      [
        project({ key: 'a', finished: built([2027, 10], [2040, 90]), areas: areas(0.7) }),
        project({ key: 'b', phase: 'process', finished: built([2027, 25]), areas: areas(0.9) }),
        project({ key: 'c', finished: built([2027, 5]), areas: [] }),
      ],
      { from: 2026, until: 2036 },
    );
    expect([...found.keys()]).toEqual(['norr']);
    expect(found.get('norr')?.dwellings).toEqual({ decided: 10, process: 25, wished: 0 });
    expect(found.get('norr')?.projects.map(({ project: { key } }) => key)).toEqual(['b', 'a']);
  });
});

it('tells who is behind their own schedule', () => {
  const late = lateProjects(
    [
      project({ key: 'väntar', start: 2025 }),
      project({ key: 'bygger', start: 2025, isBegun: true }),
      project({ key: 'i år', start: 2026 }),
      project({ key: 'drar ut', start: 2020, isBegun: true, movingIn: { from: 2022, until: 2024 } }),
      project({ key: 'klar', phase: 'done', start: 2020, movingIn: { from: 2022, until: 2024 } }),
      project({ key: 'vilar', phase: undefined, start: 2020 }),
    ],
    2026,
  );
  expect(late.notBegun.map(({ key }) => key)).toEqual(['väntar']);
  expect(late.notFinished.map(({ key }) => key)).toEqual(['drar ut']);
});

it('adds up premises by the first year of moving in, those without one last', () => {
  const moving = (from: number | undefined) => ({ from, until: undefined });
  const years = premisesByYear(
    [
      project({ key: 'a', premises: { skola: 300 }, movingIn: moving(undefined) }),
      project({ key: 'b', premises: { skola: 100, lek: 4 }, movingIn: moving(2029) }),
      project({ key: 'c', premises: { lek: 2 }, movingIn: moving(2029) }),
      project({ key: 'd', premises: { lek: 9 }, movingIn: moving(2020), phase: 'done' }),
    ],
    ['lek', 'skola'],
    2026,
  );
  expect(years.map(({ year, counts }) => [year, counts])).toEqual([
    [2029, [6, 100]],
    [undefined, [0, 300]],
  ]);
});
