import { effect, signal, untracked } from '@preact/signals';
import { readSeries } from '../server.ts';
import { allSeries, chosen } from './state.ts';

/**
 * What has changed on the server, while the page is open. One tab of the browser listens and tells the others: a browser
 * has six connections to a server, and a stream takes one for itself.
 */

/** A dataset that changed, and where (degrees); without a place: anywhere. */
export interface LiveChange {
  dataset: string;
  bbox: readonly [number, number, number, number] | undefined;
}

/** The data version of each dataset, as far as this page has heard. */
const versions = new Map<string, string>();
/** The newest changes; the map redraws what they touch. */
export const liveChanges = signal<readonly LiveChange[]>([]);

/** Tells of what changes from now on. Gives back what ends it. */
export function onChange(tell: (changes: readonly LiveChange[]) => void): () => void {
  let heard = liveChanges.peek();
  return effect(() => {
    const changes = liveChanges.value;
    if (changes === heard) return;
    heard = changes;
    // What the listener reads is not what it listens to.
    untracked(() => tell(changes));
  });
}

const channelName = 'allmanning-events';
/** What the server says (server/changes/events.ts): both are built together. */
interface ChangeEvent {
  dataset: string;
  version: string;
  bbox?: LiveChange['bbox'];
}
interface VersionsEvent {
  versions: Record<string, string>;
}
/** What tabs say to each other. */
interface Message {
  event: string;
  data: string;
}

/** The versions that what the page shows was read with, or older ones: what the server says next is compared with them. */
export function knowVersions(known: Readonly<Record<string, string>>): void {
  for (const [dataset, version] of Object.entries(known)) if (!versions.has(dataset)) versions.set(dataset, version);
}

export function startListening(): void {
  const channel = new BroadcastChannel(channelName);
  let listens = false;
  channel.onmessage = ({ data: { event, data } }: MessageEvent<Message>) => {
    if (event !== 'hello') hear(event, data);
    else if (listens)
      channel.postMessage({ event: 'ready', data: JSON.stringify({ versions: Object.fromEntries(versions) }) });
  };
  channel.postMessage({ event: 'hello', data: '' });
  // Without a secure connection a browser has no locks: then each tab listens for itself.
  if (!navigator.locks) {
    listen(() => {});
    return;
  }
  void navigator.locks.request(
    channelName,
    () =>
      new Promise(() => {
        listens = true;
        listen((event, data) => channel.postMessage({ event, data }));
      }),
  );
}

/** The browser reconnects by itself, and says what it heard last. */
function listen(tell: (event: string, data: string) => void): void {
  const source = new EventSource('/events');
  for (const event of ['ready', 'change', 'reset']) {
    source.addEventListener(event, ({ data }: MessageEvent<string>) => {
      hear(event, data);
      tell(event, data);
    });
  }
}

function hear(event: string, data: string): void {
  if (event === 'change') {
    const { dataset, version, bbox }: ChangeEvent = JSON.parse(data);
    if (versions.get(dataset) === version) return;
    versions.set(dataset, version);
    told([{ dataset, bbox }]);
    return;
  }
  // What was missed while nobody listened may be anywhere.
  const missed: LiveChange[] = [];
  const now: VersionsEvent = JSON.parse(data);
  for (const [dataset, version] of Object.entries(now.versions)) {
    const before = versions.get(dataset);
    versions.set(dataset, version);
    if (before !== undefined && before !== version) missed.push({ dataset, bbox: undefined });
  }
  if (missed.length > 0) told(missed);
}

function told(changes: readonly LiveChange[]): void {
  liveChanges.value = changes;
  for (const { dataset } of changes) {
    if (allSeries.peek()[dataset]) void refreshSeries(dataset);
    const shown = chosen.peek();
    // Read again: it may have moved, changed or gone.
    if (shown?.dataset === dataset) chosen.value = { ...shown };
  }
}

async function refreshSeries(dataset: string): Promise<void> {
  const totals = await readSeries(dataset).catch(() => undefined);
  if (totals) allSeries.value = { ...allSeries.peek(), [dataset]: totals };
}
