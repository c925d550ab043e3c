/** Names of the two layers that a measure is drawn with; the web app repaints them when year or measure changes. */
export const choroplethLayer = 'choropleth';
export const missingLayer = 'missing';

/** So much of a class's colour covers the paper; the legend mixes its swatches alike. */
export const choroplethOpacity = 0.85;
