import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { t } from '../state/state.ts';

/** A room of the panel whose code is fetched when it is first opened. `Waiting` is shown until it has come. */
export function lazyRoom<P extends object = object>(
  load: () => Promise<ComponentType<P>>,
  Waiting: ComponentType = Fetching,
): ComponentType<P> {
  const loaded = signal<ComponentType<P> | undefined>(undefined);
  const failed = signal(false);
  let isAsked = false;
  const ask = () => {
    isAsked = true;
    failed.value = false;
    load().then(
      (room) => {
        loaded.value = room;
      },
      () => {
        // A new version of the page has other files, or the server is away: asked for again when somebody opens it again.
        isAsked = false;
        failed.value = true;
      },
    );
  };
  return function LazyRoom(properties: P) {
    const Room = loaded.value;
    if (Room) return <Room {...properties} />;
    if (failed.value)
      return (
        <p class="padded">
          {t.value.notLoaded}{' '}
          <button type="button" class="plain-button" onClick={ask}>
            {t.value.tryAgain}
          </button>
        </p>
      );
    if (!isAsked) ask();
    return <Waiting />;
  };
}

/** The same for what is not a room: there is nothing to see until it has come. */
export function lazyPart<P extends object = object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  return lazyRoom(load, () => null);
}

function Fetching() {
  return <p class="padded quiet">{t.value.loading}</p>;
}
