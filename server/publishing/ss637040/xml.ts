import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import sax from 'sax';
import { fileDamaged, fileTooLarge, xmlDeclaresEntities } from '../findings.ts';
import { Refusal } from '../report.ts';

/** An element with what is inside it. Names are local: the namespace is told once, at the root. */
export interface XmlElement {
  name: string;
  namespace: string;
  /** By local name: `id` for gml:id, `href` for xlink:href. */
  attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  text: string;
}

/** A plan of a whole quarter is 50 kB; the tree takes ten times the file. */
const mostMegabytes = 32;
const mostElements = 500_000;
const deepest = 100;

/**
 * The elements of an XML file. A document type is refused, so there are no entities but the five of XML and nothing is
 * fetched from anywhere. Throws Refusal.
 */
export async function readXml(file: string): Promise<XmlElement> {
  const tree = treeBuilder();
  const xml = sax.parser(true, { xmlns: true, strictEntities: true });
  xml.onopentag = ({ local, uri, attributes }) => {
    const named = Object.values(attributes).map(({ local: name, value }): [string, string] => [name, value]);
    tree.open({ name: local, namespace: uri, attributes: Object.fromEntries(named), children: [], text: '' });
  };
  xml.onclosetag = tree.close;
  xml.ontext = tree.text;
  xml.oncdata = tree.text;
  xml.ondoctype = () => {
    throw new Refusal(xmlDeclaresEntities());
  };
  xml.onerror = (error) => {
    throw new Refusal(fileDamaged(error.message.split('\n')[0] ?? ''));
  };
  let bytes = 0;
  let decoder: TextDecoder | undefined;
  for await (const chunk of createReadStream(file)) {
    const part: Buffer = chunk;
    bytes += part.length;
    if (bytes > mostMegabytes * 1024 * 1024) throw new Refusal(fileTooLarge('XML', mostMegabytes));
    decoder ??= decoderFor(part);
    xml.write(decode(decoder, part));
  }
  xml.close();
  return tree.root();
}

function treeBuilder() {
  const path: XmlElement[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  return {
    open(element: XmlElement) {
      elements += 1;
      if (elements > mostElements || path.length >= deepest) throw new Refusal(fileTooLarge('XML', mostMegabytes));
      const parent = path.at(-1);
      if (parent) parent.children.push(element);
      else root = element;
      path.push(element);
    },
    close() {
      path.pop();
    },
    text(text: string) {
      const inside = path.at(-1);
      if (inside) inside.text += text;
    },
    root() {
      if (!root) throw new Refusal(fileDamaged('XML'));
      return root;
    },
  };
}

/** The encoding that the XML declaration names, else UTF-8 (XML 1.0, 4.3.3). */
function decoderFor(head: Buffer): TextDecoder {
  const label = /^[^>]{0,100}encoding=["']([\w-]+)["']/.exec(head.toString('latin1', 0, 200))?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    throw new Refusal(fileDamaged(label));
  }
}

function decode(decoder: TextDecoder, part: Buffer): string {
  try {
    return decoder.decode(part, { stream: true });
  } catch {
    throw new Refusal(fileDamaged(decoder.encoding));
  }
}

export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The text of a child, trimmed; undefined when it is absent or empty. */
export function textOf(element: XmlElement, name: string): string | undefined {
  return childrenOf(element, name)[0]?.text.trim() || undefined;
}

/** All elements of that name, at any depth, in the file's order. */
export function descendants(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...descendants(child, name)]);
}
