import type { IncomingMessage, ServerResponse } from 'node:http';
import { isDatabaseAway } from '../database/away.ts';
import { languageOf } from './language.ts';
import { Problem, problem, problemDocument } from './problems.ts';

/** The problem that the public is told for any error. What is not meant for it is logged and becomes `internal`. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isDatabaseAway(error)) return problem('unavailable');
  // Express itself refuses paths that cannot be decoded or that lead out of the folder.
  if (error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500) {
    return problem('bad-request');
  }
  console.error(error);
  return problem('internal');
}

/** Answers with problem+json (RFC 9457) in the reader's language. */
export function sendProblem(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const answer = toProblem(error);
  if (response.headersSent) {
    // Too late to say so: a broken connection tells the reader that the answer is not whole.
    response.destroy();
    return;
  }
  const lang = languageOf(request);
  const { status, body } = problemDocument(answer, lang);
  response.writeHead(status, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Language': lang,
    'Cache-Control': 'no-store',
    Vary: 'Accept-Language',
    'Access-Control-Allow-Origin': '*',
    'X-Content-Type-Options': 'nosniff',
    ...(status === 503 ? { 'Retry-After': '5' } : {}),
    ...(status === 416 && typeof answer.detail.size === 'number'
      ? { 'Content-Range': `bytes */${answer.detail.size}` }
      : {}),
    ...(status === 405 ? { Allow: 'GET, HEAD, OPTIONS' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : JSON.stringify(body));
}
