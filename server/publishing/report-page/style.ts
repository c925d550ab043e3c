import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The page's own style, since it asks nobody for anything. */
export function style(): string {
  return readFileSync(fileURLToPath(new URL('./style.css', import.meta.url)), 'utf8');
}
