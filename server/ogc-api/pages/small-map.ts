import type { Box } from '../../geometry/positions.ts';
import { type Html, html, previewSize, type Visit } from '../../pages/index.ts';
import { formatNumber } from '../../styles/format.ts';

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

function inWords([west, south, east, north]: Box, lang: Visit['lang']): string {
  const degrees = (value: number) => `${formatNumber(value, lang, 4)}°`;
  const box = { west: degrees(west), south: degrees(south), east: degrees(east), north: degrees(north) };
  return west === east && south === north ? words.at[lang](box) : words.between[lang](box);
}

/** Without scripts, in the form that links are shown with. */
interface StillPicture {
  href: string;
  alt: string;
}

/**
 * A box that web/pages draws a map in, and the same place in words: of the features at an address (GeoJSON, CRS84), else
 * of the box. `still`: what stands there without scripts.
 */
export function smallMap(
  { lang }: Visit,
  { box, features, still }: { box: Box | undefined; features?: string; still?: StillPicture },
): Html {
  return html`<figure class="map-figure">
<div class="small-map" data-label="${words.map[lang]}" data-lang="${lang}"${
    features ? html` data-features="${features}"` : box && html` data-box="${box.join()}"`
  }></div>
${
  still
    ? html`<noscript><img class="still" src="${still.href}" alt="${still.alt}" width="${previewSize.width}" height="${previewSize.height}"></noscript>\n`
    : undefined
}${box ? html`<figcaption>${inWords(box, lang)}</figcaption>` : undefined}
</figure>`;
}
