import type { Request } from 'express';

/** The parameters of a request, in the order and as often as they were given. */
export function queryOf(request: Request): URLSearchParams {
  return new URL(request.originalUrl, 'http://localhost').searchParams;
}
