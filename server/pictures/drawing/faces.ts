import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { GlobalFonts } from '@napi-rs/canvas';

/** The faces of the map by the names that its layers call them (web/look/fonts.css has the same for the browser). */
const faces = {
  'Source Sans Regular': '400-normal',
  'Source Sans Semibold': '600-normal',
  'Source Sans Italic': '400-italic',
} as const;

/**
 * Letters of all languages around the Baltic and of Greece, as far as the face has them. The last is asked first: a file without
 * Ä would write it as A and two dots, and a PDF would know the dots as no letter.
 */
const alphabets = ['greek', 'cyrillic', 'latin-ext', 'latin'] as const;

let loaded = false;

/** Makes the faces known to the canvas, once a process. */
export function loadFaces(): void {
  if (loaded) return;
  loaded = true;
  const require = createRequire(import.meta.url);
  for (const [name, kind] of Object.entries(faces)) {
    for (const alphabet of alphabets) {
      const file = require.resolve(`@fontsource/source-sans-3/files/source-sans-3-${alphabet}-${kind}.woff2`);
      GlobalFonts.register(readFileSync(file), name);
    }
  }
}
