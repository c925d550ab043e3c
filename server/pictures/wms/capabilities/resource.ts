import { type Xml, xml } from '../xml.ts';

/** An address, as both versions write it. */
export function resource(href: string): Xml {
  return xml`<OnlineResource xmlns:xlink="http://www.w3.org/1999/xlink" xlink:type="simple" xlink:href="${href}"/>`;
}
