import './share.css';
import { BackButton } from '../panel/BackButton.tsx';
import { ToCopy } from '../panel/ToCopy.tsx';
import { closeAside } from '../state/actions.ts';
import { titlesShown } from '../state/state.ts';
import { Bookmarks } from './Bookmarks.tsx';
import { QrCode } from './QrCode.tsx';
import { addressNow } from './shown-now.ts';
import { shareWords } from './words.ts';

/** What the map shows, to send to somebody: a link, a code to read, a frame for a page, and bookmarks of one's own. */
export function SharePanel() {
  const words = shareWords.value;
  const address = addressNow();
  const subject = words.subject.replace('{what}', titlesShown.value);
  const mail = `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(address)}`;
  const frame = `<iframe src="${address.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" title="${subject.replaceAll('"', '&quot;')}" width="100%" height="480" style="border: 0" loading="lazy"></iframe>`;
  return (
    <div class="padded share">
      <BackButton leave={closeAside} />
      <h2 tabIndex={-1}>{words.title}</h2>
      <p>{words.what}</p>
      <ToCopy label={words.link} text={address} />
      <p class="links">
        <a class="plain-button" href={mail}>
          {words.mail}
        </a>
        {'share' in navigator ? (
          <button
            type="button"
            class="plain-button"
            // Whoever changes their mind is told nothing.
            onClick={() => void navigator.share({ title: subject, url: address }).catch(() => {})}
          >
            {words.send}
          </button>
        ) : null}
      </p>
      <QrCode text={address} />
      <ToCopy label={words.embed} text={frame} />
      <Bookmarks suggested={titlesShown.value} />
    </div>
  );
}
