/** Names of the two layers that a measure is drawn with; the web app repaints them when year or measure changes. */
export const choroplethLayer = 'choropleth';
export const missingLayer = 'missing';

/** The source of names that stand where most of what is seen of an area is, while its own point is out of view. */
export const seenSource = (dataset: string) => `${dataset}:seen`;
export const isSeenSource = (source: string) => source.endsWith(':seen');

/** A place for a name has at least so much room on each side, in pixels: half a letter's height. */
export const nameRoom = 9;

/** So much of a class's colour covers the paper; the legend mixes its swatches alike. */
export const choroplethOpacity = 0.85;
