import { describe, expect, it } from 'vitest';
import { readOwn, writeOwn } from '../../web/forecast/own-address.ts';
import { componentsChart, dwellingsChart, pyramidChart } from '../../web/forecast/reading/change-charts.ts';
import { agesChart, dependencyChart, populationChart, type Told } from '../../web/forecast/reading/charts.ts';
import { areasChart, missChart, versionsChart } from '../../web/forecast/reading/comparing-charts.ts';
import { joined, meanMiss, medianAge, ofShares, yearsOf } from '../../web/forecast/reading/figures.ts';
import { readingTexts } from '../../web/forecast/reading/words.ts';

const told: Told = { lang: 'sv', theme: 'light', words: readingTexts.sv, place: 'Ängen', year: 2028 };
const years = (...pairs: [number, number][]) => new Map(pairs);
const none = years();

describe('figures of people', () => {
  it('are added up by year, and what is not known is no zero', () => {
    const rows = [
      { ar: 2027, kon: 'man', value: 4 },
      { ar: 2026, kon: 'man', value: 1 },
      { ar: 2026, kon: 'kvinna', value: 2 },
      { ar: 2028, kon: 'man', value: null },
    ];
    expect([...yearsOf(rows, 'ar')]).toEqual([
      [2026, 3],
      [2027, 4],
    ]);
    expect([...yearsOf(rows, 'ar', (row) => row.kon === 'kvinna')]).toEqual([[2026, 2]]);
  });

  it('of what is drawn are shares of areas', () => {
    const rows = [
      { omrade: 'a', ar: 2026, value: 100 },
      { omrade: 'b', ar: 2026, value: 40 },
      { omrade: 'a', ar: 2027, value: 200 },
      { omrade: 'b', ar: 2027, value: null },
    ];
    const shares = new Map([
      ['a', 0.25],
      ['b', 0.5],
    ]);
    expect(ofShares(rows, 'omrade', shares)).toEqual([
      { ar: 2026, value: 45 },
      { ar: 2027, value: null },
    ]);
  });

  it('are outcome as far as that is known, then forecast', () => {
    const { years: all, values, from } = joined(years([2024, 1], [2025, 2]), years([2025, 9], [2026, 3], [2027, 4]));
    expect([all, values, from]).toEqual([[2024, 2025, 2026, 2027], [1, 2, 3, 4], 2026]);
    expect(joined(none, years([2026, 3]))).toEqual({ years: [2026], values: [3], from: 2026 });
    expect(joined(years([2026, 3]), none).from).toBeUndefined();
  });

  it('have an age that half are older than', () => {
    expect(medianAge([1, 1, 1, 1])).toBe(1);
    expect(medianAge([0, 0, 5])).toBe(2);
    expect(medianAge([0, 0])).toBeUndefined();
  });

  it('tell how far a forecast missed in the mean of areas, whatever the sign, by years ahead', () => {
    const said = new Map([
      ['a', years([2020, 7], [2021, 110], [2022, 100])],
      ['b', years([2021, 80], [2022, 5])],
    ]);
    const became = new Map([
      ['a', years([2020, 100], [2021, 100])],
      ['b', years([2021, 100], [2022, 0])],
    ]);
    // The base year is no forecast, and of nobody there is no per cent.
    expect([...meanMiss(said, became, 2020)]).toEqual([[1, 15]]);
  });
});

describe('charts of the forecast', () => {
  const outcome = years([2024, 100], [2025, 110]);

  it('have outcome and forecast as one line, and another scenario from where they part', () => {
    const main = { name: 'Huvud', values: years([2026, 120], [2027, 130], [2028, 220]) };
    const low = { name: 'Lågt', values: years([2025, 1], [2026, 111], [2027, 112], [2028, 113]) };
    const chart = populationChart(told, outcome, main, [low]);
    expect(chart.categories).toEqual(['2024', '2025', '2026', '2027', '2028']);
    expect(chart.series.map(({ name, values, forecastFrom }) => [name, values, forecastFrom])).toEqual([
      ['Huvud', [100, 110, 120, 130, 220], '2026'],
      ['Lågt', [null, 110, 111, 112, 113], '2026'],
    ]);
    expect(chart.sentence).toBe('Antalet invånare fördubblas till 2028: från 110 år 2025 till 220.');
    expect(populationChart({ ...told, year: 2024 }, outcome, main, []).sentence).toMatch(/till 2028/);
  });

  it('tell of the ages that change most, but not of a handful', () => {
    const groups = [
      { title: '0 år', outcome: years([2025, 5]), forecast: years([2026, 50]) },
      { title: '19–64 år', outcome: years([2025, 100]), forecast: years([2026, 90]) },
      { title: '80 år och äldre', outcome: years([2025, 100]), forecast: years([2026, 150]) },
    ];
    const chart = agesChart(told, groups);
    expect(chart.sentence).toBe(
      'Antalet i gruppen 80 år och äldre ökar med 50 % till 2026: från 100 år 2025 till 150.',
    );
    expect(chart.series[0]).toMatchObject({ name: '0 år', values: [5, 50], forecastFrom: '2026' });
  });

  it('count those who come above zero and those who go below it', () => {
    const parts = {
      born: years([2025, 10], [2026, 12], [2027, 12]),
      died: years([2025, 9], [2026, 20], [2027, 22]),
      movedIn: years([2025, 100], [2026, 130], [2027, 130]),
      movedOut: years([2025, 90], [2026, 100], [2027, 110]),
    };
    const chart = componentsChart(told, parts, 2026);
    expect(chart?.series.map(({ name, values }) => [name, values])).toEqual([
      ['Födda', [10, 12, 12]],
      ['Inflyttade', [100, 130, 130]],
      ['Döda', [-9, -20, -22]],
      ['Utflyttade', [-90, -100, -110]],
      ['Förändring', [11, 22, 10]],
    ]);
    expect(chart?.sentence).toBe('Åren 2026–2027 dör 18 fler än som föds, och flyttar 50 fler in än ut.');
    expect(componentsChart(told, { born: none, died: none, movedIn: none, movedOut: none }, 2026)).toBeUndefined();
    expect(dwellingsChart(told, years([2026, 0]), 2026)).toBeUndefined();
    expect(dwellingsChart(told, years([2025, 9], [2026, 10], [2027, 30]), 2026)?.sentence).toBe(
      'Prognosen räknar med 40 bostäder åren 2026–2027, 20 om året.',
    );
  });

  it('have the base year as the outline of a pyramid, but for that year itself', () => {
    const of = (year: number) => ({
      year,
      sexes: [
        { title: 'Kvinnor', byAge: [1, 2, 3] },
        { title: 'Män', byAge: [3, 2, 1] },
      ],
    });
    const chart = pyramidChart(told, of(2030), of(2025));
    expect(chart.series.map(({ name, side, isLine }) => [name, side, isLine ?? false])).toEqual([
      ['Kvinnor 2030', 'right', false],
      ['Män 2030', 'left', false],
      ['Kvinnor 2025', 'right', true],
      ['Män 2025', 'left', true],
    ]);
    expect(chart.sentence).toBe('Hälften är äldre än 1 år 2030; 2025 var hälften äldre än 1.');
    expect(pyramidChart(told, of(2025), of(2025)).series).toHaveLength(2);
  });

  it('tell how many are carried by a hundred', () => {
    const chart = dependencyChart(
      told,
      years([2025, 180], [2040, 200]),
      { ages: '19–64', values: years([2025, 100], [2040, 100]) },
      2025,
    );
    expect(chart.series[0]?.values).toEqual([80, 100]);
    expect(chart.sentence).toBe('På 100 personer i åldern 19–64 går 80 yngre och äldre år 2025 och 100 år 2040.');
  });

  it('put areas in the order of their change', () => {
    const chart = areasChart(
      told,
      [
        { name: 'Minskar', before: 100, after: 90 },
        { name: 'Växer', before: 100, after: 125 },
        { name: 'Okänd', before: undefined, after: 5 },
        { name: 'Tom', before: 0, after: 5 },
      ],
      2025,
    );
    expect(chart?.categories).toEqual(['Växer', 'Minskar']);
    expect(chart?.sentence).toBe('Mest ökar Växer (+25 %), minst Minskar (−10 %).');
    expect(areasChart(told, [{ name: 'Ensam', before: 1, after: 2 }], 2025)).toBeUndefined();
  });

  it('say what an earlier forecast said, and what it became', () => {
    const versions = [
      { name: '2020', baseYear: 2019, values: years([2024, 100], [2025, 121]) },
      { name: '2026', baseYear: 2025, values: years([2025, 110], [2026, 120]) },
    ];
    expect(versionsChart(told, outcome, versions).sentence).toBe(
      'Prognosen 2020 sa 121 invånare 2025; det blev 110, alltså 10 % för mycket.',
    );
    expect(versionsChart(told, outcome, versions.slice(1)).sentence).toBe('Inga av prognosens år har något utfall än.');
    const miss = missChart(
      told,
      versions.map(({ name, baseYear, values }) => ({ name, baseYear, said: new Map([['a', values]]) })),
      new Map([['a', outcome]]),
    );
    expect(miss?.categories).toEqual(['5', '6']);
    expect(miss?.series.map(({ name, values }) => [name, values])).toEqual([['Prognos 2020', [0, 10]]]);
    expect(miss?.sentence).toBe('Prognosen 2020 har fel med 10 % i snitt per område efter 6 år.');
  });

  it.each(['sv', 'en'] as const)('leave no gap of a sentence unfilled (%s)', (lang) => {
    const own = { ...told, lang, words: readingTexts[lang] };
    const charts = [
      populationChart(own, outcome, { name: 'a', values: years([2026, 120]) }, []),
      versionsChart(own, outcome, [{ name: '2020', baseYear: 2019, values: years([2025, 110]) }]),
      dependencyChart(own, outcome, { ages: '19–64', values: years([2024, 50], [2025, 50]) }, undefined),
      componentsChart(own, { born: outcome, died: none, movedIn: none, movedOut: outcome }, undefined),
    ];
    for (const chart of charts) expect(`${chart?.title} ${chart?.sentence}`).not.toMatch(/[{}]|undefined|NaN/);
  });
});

describe('an own measure in the address', () => {
  it.each(['antal', 'antal,80-', 'andel,1-5', 'tathet,0-0', 'forandring', 'skillnad,65-79'])('%s', (text) => {
    const own = readOwn(text);
    expect(own && writeOwn(own)).toBe(text);
  });

  it.each(['', 'andel', 'andel,', 'nagot,1-5', 'antal,5-1', 'antal,-5', 'antal,1-5,7', 'antal,x-'])('not: %s', (text) =>
    expect(readOwn(text)).toBeUndefined(),
  );
});
