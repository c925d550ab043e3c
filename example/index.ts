/** The invented town's only door: what the server may ask of it. */
export { fillWhereEmpty } from './when-empty.ts';
