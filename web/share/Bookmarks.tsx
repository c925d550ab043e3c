import { useSignal } from '@preact/signals';
import { current } from '../state/history.ts';
import { lang } from '../state/state.ts';
import { writeUrl } from '../state/url.ts';
import { bookmarks, isForbidden, keepBookmark, removeBookmark } from './bookmarks.ts';
import { shareWords } from './words.ts';

/** Views that a person comes back to. */
export function Bookmarks({ suggested }: { suggested: string }) {
  const words = shareWords.value;
  const name = useSignal(suggested);
  return (
    <section class="bookmarks">
      <h3>{words.bookmarks}</h3>
      <p class="quiet">{words.kept}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const address = location.pathname + writeUrl({ ...current(), lang: lang.value, room: undefined });
          keepBookmark({ name: name.value.trim() || suggested, address });
        }}
      >
        <label>
          <span class="field-label">{words.name}</span>
          <input
            value={name.value}
            maxLength={100}
            onInput={(event) => {
              name.value = event.currentTarget.value;
            }}
          />
        </label>
        <button type="submit" class="plain-button">
          {words.keep}
        </button>
      </form>
      {isForbidden.value ? <p role="alert">{words.notKept}</p> : null}
      {bookmarks.value.length === 0 ? <p class="quiet">{words.none}</p> : null}
      <ul aria-live="polite">
        {bookmarks.value.map((bookmark) => (
          <li key={bookmark.name}>
            <a href={bookmark.address}>{bookmark.name}</a>
            <button type="button" class="as-link" onClick={() => removeBookmark(bookmark.name)}>
              {words.remove}
              <span class="spoken">: {bookmark.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
