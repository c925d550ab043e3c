import { openMap } from '../map/open-map.ts';
import { BackButton } from '../panel/BackButton.tsx';
import { NotOnPaper } from '../panel/NotOnPaper.tsx';
import { coveredBySheet } from '../panel/sheet-height.ts';
import { ToCopy } from '../panel/ToCopy.tsx';
import { closeAside } from '../state/actions.ts';
import { current } from '../state/history.ts';
import { filterProblem, lang, t, theme, titlesShown } from '../state/state.ts';
import { pictureAddress, type UrlState, writeUrl } from '../state/url.ts';

/** As wide as a column of text. */
const width = 600;
/** A window that is high and narrow makes no picture that fills pages. */
const highest = 900;

/** What the map shows as a picture: to see, and its address and code to take along. */
export function MapPicture() {
  const words = t.value;
  const { state, height } = shownNow();
  const look = { width, height, dark: theme.value === 'dark' };
  const here = location.origin;
  const alt = words.pictureOf.replace('{what}', titlesShown.value);
  const page = here + location.pathname + writeUrl({ ...state, place: current().place, room: undefined });
  const twice = here + pictureAddress('@2x.png', state, look);
  const code = `<a href="${escaped(page)}"><img src="${escaped(twice)}" width="${width}" height="${height}" alt="${escaped(alt)}"></a>`;
  return (
    <div class="padded picture">
      <BackButton leave={closeAside} />
      <h2 tabIndex={-1}>{words.asPicture}</h2>
      <p>{words.pictureUse}</p>
      <NotOnPaper />
      <img src={twice} alt={alt} width={width} height={height} />
      <p class="links">
        <a href={twice}>{words.openPicture}</a>
        <a href={here + pictureAddress('.pdf', state, look)}>PDF</a>
        <a href={here + pictureAddress('.svg', state, look)}>SVG</a>
      </p>
      <ToCopy label={words.pictureAddress} text={twice} />
      <ToCopy label={words.pictureCode} text={code} />
    </div>
  );
}

/** The address of what is shown, with the zoom at which all that the map shows has room in the picture. */
function shownNow(): { state: UrlState; height: number } {
  const state = { ...current(), lang: lang.value, ...(filterProblem.value === undefined ? {} : { filters: {} }) };
  const box = openMap.value?.getContainer();
  const [wide, tall] = [box?.clientWidth ?? width, (box?.clientHeight ?? width) - coveredBySheet.value];
  const height = Math.min(highest, Math.max(1, Math.round((width * tall) / wide)));
  const { place } = state;
  const zoom = place && Math.min(24, Math.max(0, place.zoom + Math.log2(width / wide)));
  return { state: place && zoom !== undefined ? { ...state, place: { ...place, zoom } } : state, height };
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}
