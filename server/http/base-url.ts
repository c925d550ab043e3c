import type { IncomingMessage } from 'node:http';
import type { Config } from '../config.ts';

/** Start of absolute links: PUBLIC_URL, else the host that the request named. */
export function baseUrlOf(config: Config, request: Pick<IncomingMessage, 'headers'>): string {
  if (config.publicUrl) return config.publicUrl;
  const host = request.headers.host ?? '';
  return `http://${/^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host) ? host : `localhost:${config.port}`}`;
}
