import { xmlDeclaresEntities } from '../findings.ts';
import { Refusal } from '../report.ts';

/** How far into a file its root element begins at most. */
export const prologBytes = 64 * 1024;

/** Refuses XML with a document type: it stands before the root element (XML 1.0, 2.8). */
export function refuseDocumentType(head: Buffer): void {
  const encoding =
    head[0] === 0xfe || head[0] === 0 ? 'utf-16be' : head[0] === 0xff || head[1] === 0 ? 'utf-16le' : 'utf-8';
  const text = new TextDecoder(encoding).decode(head).replaceAll(/<!--[\s\S]*?-->/g, '');
  const root = text.search(/<[^!?]/);
  if (/<!(DOCTYPE|ENTITY)/.test(text.slice(0, root < 0 ? undefined : root))) throw new Refusal(xmlDeclaresEntities());
}
