import { enterList } from '../list/capability.ts';
import { current } from '../state/history.ts';
import { description, lang, place, t, theme, titlesShown } from '../state/state.ts';
import { type Place, pictureAddress } from '../state/url.ts';

/** In place of a map that the browser cannot draw: the server's picture of it, to move and zoom with buttons. */
export function NoMap({ shown }: { shown: Place }) {
  const words = t.value;
  const address = pictureAddress(
    '@2x.png',
    { ...current(), lang: lang.value, place: shown },
    { width: 800, height: 600, dark: theme.value === 'dark' },
  );
  const moved = (right: number, up: number, closer = 0) => {
    const degrees = 180 / 2 ** shown.zoom;
    place.value = {
      zoom: Math.min(20, Math.max(5, shown.zoom + closer)),
      longitude: shown.longitude + right * degrees,
      latitude: shown.latitude + up * degrees * Math.cos((shown.latitude * Math.PI) / 180),
    };
  };
  const moves: [string, () => void][] = [
    [words.zoomInControl, () => moved(0, 0, 1)],
    [words.zoomOutControl, () => moved(0, 0, -1)],
    [words.north, () => moved(0, 1)],
    [words.south, () => moved(0, -1)],
    [words.west, () => moved(-1, 0)],
    [words.east, () => moved(1, 0)],
  ];
  return (
    <div class="no-map">
      <p role="status">{words.noMap}</p>
      <p class="no-map-moves">
        {moves.map(([title, move]) => (
          <button key={title} type="button" class="plain-button" onClick={move}>
            {title}
          </button>
        ))}
        <button type="button" class="plain-button" onClick={enterList}>
          {words.list}
        </button>
      </p>
      {description.value ? <img src={address} alt={words.pictureOf.replace('{what}', titlesShown.value)} /> : null}
      <p>
        <a href="/geodata/v1">{words.openData}</a>
      </p>
    </div>
  );
}
