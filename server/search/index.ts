export { searchDocument } from './document.ts';
export { openSearchIndex, type SearchIndex } from './keep.ts';
export { searchForm } from './page.ts';
export { searchParameters } from './parameters.ts';
export { searchRoutes } from './router.ts';
