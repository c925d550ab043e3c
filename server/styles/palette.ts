/**
 * Every colour of the map, by the name that layers use with an `@` before it. Dark has its own values: it is another
 * paper, not an inversion. No node: imports here, the web app reads it too.
 */

export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const light = {
  // Paper
  land: '#f6f4ef',
  outside: '#ebe8e1',
  water: '#cbdfe8',
  'water-edge': '#aecbd8',
  'water-text': '#4a7488',
  forest: '#e4ebd9',
  'forest-text': '#66774f',
  field: '#f3efe2',
  park: '#dde9cf',
  'built-up': '#ece7dd',
  building: '#dcd4c7',
  'building-edge': '#c3b8a7',
  street: '#ffffff',
  'street-edge': '#d9d0c2',
  road: '#ffffff',
  'road-edge': '#c9bda9',
  'road-far': '#b3a68f',
  railway: '#a59d92',
  path: '#cfc5b5',
  boundary: '#7d7468',
  text: '#3d3a35',
  'text-soft': '#6b655c',
  halo: '#f6f4ef',
  // Plans
  plan: '#9a4a2c',
  // Dark and thin, so that what is green under it stays green.
  'plan-fill': '#50302a',
  'plan-process': '#b4531f',
  'plan-ended': '#837d75',
  'plan-text': '#6f3118',
  // Projects: the only violet
  project: '#6d3fb0',
  'project-fill': '#8a63c4',
  'project-quiet': '#8f8799',
  'project-text': '#4d2686',
  // Schools, preschools and homes: ink, told by their letter
  premises: '#2d3b45',
  'premises-text': '#2d3b45',
  // Forecast
  'ramp-1': '#f3f3c4',
  'ramp-2': '#bfe0bb',
  'ramp-3': '#74c3bf',
  'ramp-4': '#3a8fb7',
  'ramp-5': '#26549b',
  'fall-4': '#2d004b',
  'fall-3': '#542788',
  'fall-2': '#8073ac',
  'fall-1': '#c9c3de',
  unchanged: '#f2efe9',
  'rise-1': '#fbd9a8',
  'rise-2': '#f2aa58',
  'rise-3': '#cf7420',
  'rise-4': '#8f4708',
  count: '#26549b',
  'forecast-line': '#5f6b73',
  missing: '#8b877f',
  // Provisions, BFS 2020:6
  'bfs-gul': '#ffffce',
  'bfs-brun': '#dabf8c',
  'bfs-beige': '#ffcb83',
  'bfs-orange': '#ff8040',
  'bfs-rod': '#fa4b3c',
  'bfs-rosa': '#ffbce1',
  'bfs-lila': '#d1b6e1',
  'bfs-bla': '#a5dafb',
  'bfs-blagra': '#b6cce1',
  'bfs-gron': '#b2ec40',
  'bfs-ljusgron': '#deffce',
  'bfs-gra': '#d9d9d9',
  'bfs-ljusgra': '#e9e9e9',
  'bfs-okand': '#f5f5f5',
  provision: '#1d1b19',
  'provision-halo': '#fffdf7',
  // The chosen thing
  chosen: '#14110f',
  'chosen-halo': '#fffdf7',
  // What has changed
  change: '#006b6b',
  // Adopted datasets, in turn
  'own-1': '#0b7a75',
  'own-2': '#b0256f',
  'own-3': '#6a7410',
  'own-4': '#3f5674',
  'own-5': '#8c6d1f',
  'own-6': '#a33b3b',
};

export type ColourName = keyof typeof light;

const dark: Record<ColourName, string> = {
  land: '#23252a',
  outside: '#1c1e22',
  water: '#1b2f3b',
  'water-edge': '#2c4a5a',
  'water-text': '#8db5c8',
  forest: '#262d27',
  'forest-text': '#92a586',
  field: '#28292a',
  park: '#29332a',
  'built-up': '#2c2d31',
  building: '#3a3b40',
  'building-edge': '#4a4b50',
  street: '#3d3f45',
  'street-edge': '#1d1e22',
  road: '#4a4c53',
  'road-edge': '#1a1b1f',
  'road-far': '#0f1012',
  railway: '#6c6d72',
  path: '#4a4843',
  boundary: '#9b948a',
  text: '#e4e0d8',
  'text-soft': '#b0aaa0',
  halo: '#1c1e22',
  plan: '#e39a76',
  'plan-fill': '#e8d0c4',
  'plan-process': '#f0ae6c',
  'plan-ended': '#8e8981',
  'plan-text': '#f3c3a8',
  project: '#b795f0',
  'project-fill': '#8d68cf',
  'project-quiet': '#8f8a98',
  'project-text': '#d6c3fa',
  premises: '#dfe6ea',
  'premises-text': '#dfe6ea',
  'ramp-1': '#26495e',
  'ramp-2': '#2b6b81',
  'ramp-3': '#3f9690',
  'ramp-4': '#85c290',
  'ramp-5': '#e6ea9e',
  'fall-4': '#e6e0ff',
  'fall-3': '#c4baf0',
  'fall-2': '#9d90d0',
  'fall-1': '#5d577c',
  unchanged: '#43434a',
  'rise-1': '#6b4f2c',
  'rise-2': '#a06c2a',
  'rise-3': '#d9953c',
  'rise-4': '#f4bf74',
  count: '#7fc7d9',
  'forecast-line': '#a7b0b6',
  missing: '#8b877f',
  'bfs-gul': '#8a8450',
  'bfs-brun': '#7d6438',
  'bfs-beige': '#9a6f2d',
  'bfs-orange': '#b05423',
  'bfs-rod': '#a5332a',
  'bfs-rosa': '#96587c',
  'bfs-lila': '#745a86',
  'bfs-bla': '#3d7396',
  'bfs-blagra': '#4f6b86',
  'bfs-gron': '#61861f',
  'bfs-ljusgron': '#4c6b42',
  'bfs-gra': '#5f6063',
  'bfs-ljusgra': '#6d6e71',
  'bfs-okand': '#55565a',
  provision: '#f1ede4',
  'provision-halo': '#1c1e22',
  chosen: '#ffffff',
  'chosen-halo': '#101114',
  change: '#63e0d6',
  'own-1': '#4fc4bd',
  'own-2': '#ee85bd',
  'own-3': '#c3cf5b',
  'own-4': '#9bb6d9',
  'own-5': '#dfc06c',
  'own-6': '#f09a94',
};

export const palettes: Record<Theme, Record<ColourName, string>> = { light, dark };

function isColourName(name: string): name is ColourName {
  return Object.hasOwn(light, name);
}

/** The colour that `@name` means. Throws on a name that does not exist. */
function colour(name: string, theme: Theme): string {
  if (!isColourName(name)) throw new Error(`färgen @${name} finns inte i paletten`);
  return palettes[theme][name];
}

/** The sprite has each image once for each theme. */
export function imageName(name: string, theme: Theme): string {
  return theme === 'light' ? name : `${name}-${theme}`;
}

/** What a string of a layer means: `@name` is a colour, `@image/name` an image of the sprite, all else itself. */
export function resolveToken(text: string, theme: Theme): string {
  if (!text.startsWith('@')) return text;
  return text.startsWith('@image/') ? imageName(text.slice('@image/'.length), theme) : colour(text.slice(1), theme);
}

/** Plain data with every token in it resolved. */
export function withTheme<T>(data: T, theme: Theme): T {
  return JSON.parse(JSON.stringify(data), (_key, value) =>
    typeof value === 'string' ? resolveToken(value, theme) : value,
  );
}

/** The hues that adopted datasets take in turn. */
export const ownHues = ['@own-1', '@own-2', '@own-3', '@own-4', '@own-5', '@own-6'] as const;
