export { collection, collections, landingPage } from './collections.ts';
export { itemsPage, itemText } from './items.ts';
export { parseItemsParameters, refuseUnknown } from './parameters.ts';
export { readFeatures } from './query.ts';
export { seriesTotals } from './series.ts';
