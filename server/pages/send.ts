import type { Response } from 'express';
import { type Html, textOf } from './html.ts';

/** Answers with a page. Browsers keep pages and documents of one address apart by Vary. */
export function sendPage(response: Response, page: Html): void {
  response.vary('Accept').type('html').send(textOf(page));
}
