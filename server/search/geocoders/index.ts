import { z } from 'zod';
import type { Config } from '../../config.ts';
import type { Address, Fetch, Geocoder, Question } from './geocoder.ts';
import { addresses, properties } from './lantmateriet.ts';
import { nominatim } from './nominatim.ts';
import { photon } from './photon.ts';

export type { Address } from './geocoder.ts';

const geocoders: Record<Config['geocoders'][number]['kind'], Geocoder> = {
  photon,
  nominatim,
  'lantmateriet-adress': addresses,
  'lantmateriet-fastighet': properties,
};

/** What the services for addresses knew, and which of them did not answer. */
export interface Addresses {
  found: readonly Address[];
  failed: readonly { service: string; reason: 'late' | 'failed' }[];
}

export type AskAddresses = (question: Question) => Promise<Addresses>;

/** The same question is not asked again so soon: people go back and forth while they type. */
const keptMs = 300_000;
const mostKept = 500;
/** No answer with some addresses is larger. */
const mostBytes = 1_000_000;

/** Asks the services of the settings, all at once. Never rejects: a service that does not answer is told. */
export function addressServices(
  config: Pick<Config, 'geocoders' | 'geocoderAuthorization' | 'geocoderTimeoutMs'>,
): AskAddresses {
  const kept = new Map<string, { until: number; found: readonly Address[] }>();
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'User-Agent': 'Allmanning',
    ...(config.geocoderAuthorization ? { Authorization: config.geocoderAuthorization } : {}),
  };

  async function ask({ kind, url }: Config['geocoders'][number], question: Question): Promise<Addresses> {
    const name = JSON.stringify([kind, url, question]);
    const known = kept.get(name);
    if (known && known.until > Date.now()) return { found: known.found, failed: [] };
    const signal = AbortSignal.timeout(config.geocoderTimeoutMs);
    try {
      const found = await geocoders[kind](url, question, fetching(headers, signal));
      kept.set(name, { until: Date.now() + keptMs, found });
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      return { found, failed: [] };
    } catch {
      return { found: [], failed: [{ service: new URL(url).host, reason: signal.aborted ? 'late' : 'failed' }] };
    }
  }

  return async (question) => {
    const all = await Promise.all(config.geocoders.map((service) => ask(service, question)));
    return { found: all.flatMap(({ found }) => found), failed: all.flatMap(({ failed }) => failed) };
  };
}

function fetching(headers: Record<string, string>, signal: AbortSignal): Fetch {
  return async (address, body) => {
    const sent =
      body === undefined
        ? { headers }
        : { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(address, { ...sent, signal, redirect: 'error' });
    if (!response.ok || !response.body) throw new Error(`${response.status}`);
    const text = await textOf(response.body);
    return z.unknown().parse(JSON.parse(text));
  };
}

async function textOf(body: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > mostBytes) throw new Error('too much');
  }
  return text + decoder.decode();
}
