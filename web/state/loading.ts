import type { StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import { batch, effect, signal } from '@preact/signals';
import type { Feature } from 'geojson';
import type { Theme } from '../../server/styles/palette.ts';
import {
  readDescription,
  readFeature,
  readSeries,
  readStyle,
  readThinning,
  ServerError,
  serverIsBack,
} from '../server.ts';
import { knowVersions } from './live.ts';
import {
  allSeries,
  chosen,
  description,
  filterProblem,
  filters,
  inView,
  lang,
  serverAway,
  subjectsOn,
  theme,
  thinning,
} from './state.ts';
import type { Chosen } from './url.ts';

/** Fetches what the state asks for. A server that is away is asked until it answers; nobody needs to reload the page. */

/** The server's style as it came, in the page's language and theme. */
export const baseStyle = signal<{ style: StyleSpecification; lang: 'sv' | 'en'; theme: Theme } | undefined>(undefined);

/** The chosen feature as the server has it. */
export const chosenFeature = signal<{ chosen: Chosen; feature: Feature } | undefined>(undefined);
/** The chosen feature of an old link does not exist any more. */
export const chosenIsGone = signal(false);

/** Asks until there is an answer. */
async function persistently<T>(read: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      const answer = await read();
      serverAway.value = false;
      return answer;
    } catch {
      serverAway.value = true;
      await serverIsBack();
    }
  }
}

export function startLoading(): void {
  followTheme();
  effect(() => {
    const wanted = { lang: lang.value, theme: theme.value, filters: filters.value };
    void loadLook(wanted);
  });
  effect(() => {
    const datasets = description.value?.datasets ?? [];
    for (const { id, measures, subject } of datasets) {
      if (measures.length > 0 && subjectsOn.value.includes(subject) && !allSeries.value[id]) void loadSeries(id);
    }
  });
  effect(() => {
    for (const [dataset, hits] of inView.value) if (hits.length >= worthAsking) void loadThinning(dataset);
  });
  effect(() => {
    const wanted = chosen.value;
    if (wanted) void loadChosen(wanted);
    else chosenFeature.value = undefined;
  });
}

function followTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const follow = () => {
    theme.value = dark.matches ? 'dark' : 'light';
  };
  follow();
  dark.addEventListener('change', follow);
}

interface Look {
  lang: 'sv' | 'en';
  theme: Theme;
  filters: Readonly<Record<string, string>>;
}

async function loadLook(wanted: Look): Promise<void> {
  let refused: string | undefined;
  const filtered = (filters: Look['filters']) => readStyle(wanted.lang, wanted.theme, filters);
  const [about, style] = await persistently(() =>
    Promise.all([
      readDescription(wanted.lang),
      filtered(wanted.filters).catch((error: unknown) => {
        if (!(error instanceof ServerError) || error.status < 400 || error.status >= 500) throw error;
        // A filter that is wrong leaves the whole map, and says why.
        refused = error.detail ?? '';
        return filtered({});
      }),
    ]),
  );
  knowVersions(about.versions);
  if (wanted.lang !== lang.value || wanted.theme !== theme.value || wanted.filters !== filters.value) return;
  batch(() => {
    description.value = about;
    filterProblem.value = refused;
    baseStyle.value = { style, lang: wanted.lang, theme: wanted.theme };
  });
}

const asked = new Set<string>();

async function loadSeries(dataset: string): Promise<void> {
  if (asked.has(dataset)) return;
  asked.add(dataset);
  const totals = await persistently(() => readSeries(dataset));
  allSeries.value = { ...allSeries.value, [dataset]: totals };
}

/** Tiles with fewer features than this in view leave nothing out. */
const worthAsking = 300;

async function loadThinning(dataset: string): Promise<void> {
  const known = await readThinning(dataset).catch(() => undefined);
  if (known) thinning.value = { ...thinning.peek(), [dataset]: known };
}

/** While the server is away the panel says what the tile says. */
async function loadChosen(wanted: Chosen): Promise<void> {
  chosenIsGone.value = false;
  try {
    const feature = await readFeature(wanted);
    if (chosen.value === wanted) chosenFeature.value = { chosen: wanted, feature };
  } catch (error) {
    if (chosen.value !== wanted) return;
    chosenFeature.value = undefined;
    chosenIsGone.value = error instanceof ServerError && error.status >= 400 && error.status < 500;
  }
}
