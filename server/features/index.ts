export { type Count, counting } from './count.ts';
export { bboxCrs, type Crs, crs, crs84, crsParameter, sweref99tm, systemIn, systemOf, systems } from './crs.ts';
export { makeCursor, refusedCursor } from './cursor.ts';
export { facetsParameter } from './facets/columns.ts';
export { type Facets, findingFacets } from './facets/facets.ts';
export type { Facet } from './facets/told.ts';
export { filterFields, filterParameters, parseFiltering } from './filtering.ts';
export { coordinatesOf, geometryOf, pointOn } from './geometry.ts';
export {
  choosing,
  mostFeatures,
  paging,
  parseSelection,
  parseSlice,
  parseWanted,
  selecting,
  shaping,
  wholeDataset,
} from './parameters.ts';
export { type FlatColumn, flatColumns, propertiesAsJson } from './properties.ts';
export {
  everything,
  isBadValue,
  readBatches,
  readFeature,
  type Shape,
  type Wanted,
} from './reading.ts';
export { canonicalOf, matching, preparedGeometry, type Selection, type Slice } from './selection.ts';
export { type Place, sortables } from './sorting.ts';
