export { type Aggregate, aggregating } from './aggregate.ts';
export { type Asked, askedParameters, type Key, parseAsked } from './asked.ts';
export { ageGroup, isTable, type StatisticsTable, tableOf } from './table.ts';
