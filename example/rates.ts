/**
 * What the example's forecasts reckon with, and what `prognosantaganden` therefore tells. Invented, with shapes and sizes
 * that are plausible for Sweden.
 */

export const sexes = ['kvinna', 'man'] as const;
export type Sex = (typeof sexes)[number];
/** And all who are older. */
export const oldest = 100;

/** Of those born. 512 boys of 1,000 children, as nearly everywhere. */
export const bornAs: Readonly<Record<Sex, number>> = { kvinna: 0.488, man: 0.512 };

export function bell(age: number, middle: number, width: number): number {
  return Math.exp(-(((age - middle) / width) ** 2) / 2);
}

/** Yearly risk of dying (Gompertz, fitted roughly to Swedish life tables); women live some four years longer. */
export function risk(age: number, sex: Sex): number {
  if (age === 0) return 0.002;
  return Math.min(0.6, 0.000022 * Math.exp(0.103 * (sex === 'kvinna' ? age - 4 : age)));
}

/** Births for each woman of an age, with one child for each woman in all. */
export function fertilityAt(age: number): number {
  return age < 15 || age > 49 ? 0 : bell(age, 31, 5.2) / (5.2 * Math.sqrt(2 * Math.PI));
}

/** Share of an age that moves away in a year: the young to study and work, with them their small children. */
export function leaving(age: number): number {
  return 0.022 + 0.17 * bell(age, 21.5, 3.2) + 0.055 * bell(age, 29, 6) + 0.025 * bell(age, 1, 3);
}

/**
 * Who moves in, besides into new dwellings, for each of the age: back to have children in a house. `net`: more people
 * moving in than out, each year for each 1,000.
 */
export function arriving(age: number, net: number): number {
  const usual = leaving(age) + 0.045 * bell(age, 32, 4.5) - 0.075 * bell(age, 21, 2.6) + 0.02 * bell(age, 2, 2.5);
  return Math.max(0, usual + net / 1000);
}

/** Who moves into a new dwelling: people around thirty with small children, and some who leave their house. */
export function newcomerAge(age: number): number {
  return bell(age, 31, 6) + 0.55 * bell(age, 2.5, 3) + 0.25 * bell(age, 9, 3.5) + 0.16 * bell(age, 68, 6);
}

/** People in a new dwelling: fewer in a flat than in a house. */
export const households = { flerbostadshus: 1.75, småhus: 2.7, specialbostad: 1.1 } as const;

/** The part of them who did not live in the area before. */
export const newToArea = 0.8;

/** How likely it is that a project in this stage is built at all. */
export const certainty = {
  idé: 0.35,
  planbesked: 0.5,
  planering: 0.75,
  genomförandeavtal: 0.9,
  projektering: 0.95,
  byggnation: 1,
  klar: 1,
  vilande: 0,
  avbruten: 0,
} as const;

/** What the newest forecast's main scenario believes: children for each woman, and `net` of `arriving`. */
export const mainScenario = { fertility: 1.68, net: 0.5 } as const;
