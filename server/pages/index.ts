export { drawing, type Html, html, textOf } from './html.ts';
export { layout, type OtherForm } from './layout.ts';
export { previewSize, previewTags } from './preview.ts';
export { problemPages } from './problem-page.ts';
export { sendPage } from './send.ts';
export { pageLink, pageOrJson, pageOrJsonParameter, prefersPage, type Visit, visitOf } from './visit.ts';
