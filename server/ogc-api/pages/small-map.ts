import { type Html, html, type Visit } from '../../pages/index.ts';
import { formatNumber } from '../../styles/format.ts';

/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number];

const words = {
  map: { sv: 'Karta', en: 'Map' },
  between: {
    sv: (box: Degrees) =>
      `Mellan ${box.south} och ${box.north} nordlig bredd, ${box.west} och ${box.east} östlig längd.`,
    en: (box: Degrees) =>
      `Between latitude ${box.south} and ${box.north} north, longitude ${box.west} and ${box.east} east.`,
  },
  at: {
    sv: (box: Degrees) => `På ${box.south} nordlig bredd, ${box.west} östlig längd.`,
    en: (box: Degrees) => `At latitude ${box.south} north, longitude ${box.west} east.`,
  },
};
type Degrees = Record<'west' | 'south' | 'east' | 'north', string>;

/** The smallest box around positions in degrees, east before north. */
export function boxAround(places: readonly (readonly [number, number])[]): Box | undefined {
  if (places.length === 0) return undefined;
  const box: [number, number, number, number] = [180, 90, -180, -90];
  for (const [east, north] of places) {
    box[0] = Math.min(box[0], east);
    box[1] = Math.min(box[1], north);
    box[2] = Math.max(box[2], east);
    box[3] = Math.max(box[3], north);
  }
  return box;
}

function inWords([west, south, east, north]: Box, lang: Visit['lang']): string {
  const degrees = (value: number) => `${formatNumber(value, lang, 4)}°`;
  const box = { west: degrees(west), south: degrees(south), east: degrees(east), north: degrees(north) };
  return west === east && south === north ? words.at[lang](box) : words.between[lang](box);
}

/**
 * A box that web/pages draws a map in, and the same place in words: of the features at an address (GeoJSON, CRS84), else
 * of the box.
 */
export function smallMap({ lang }: Visit, { box, features }: { box: Box | undefined; features?: string }): Html {
  return html`<figure class="map-figure">
<div class="small-map" data-label="${words.map[lang]}" data-lang="${lang}"${
    features ? html` data-features="${features}"` : box && html` data-box="${box.join()}"`
  }></div>
${box ? html`<figcaption>${inWords(box, lang)}</figcaption>` : undefined}
</figure>`;
}
