import type { Language } from '../../http/language.ts';
import { pictureTypes } from '../content.ts';
import { usualLegend } from '../drawing/legend.ts';
import { mostPixels } from '../frame.ts';
import type { PictureService } from '../kept.ts';
import type { Answer, Asked } from './asked.ts';
import type { Fault } from './faults.ts';
import { backdropIn, pictureTypeIn } from './map.ts';
import type { Query, Version } from './query.ts';
import { document, xml } from './xml.ts';

/** How faults are told (1.3.0 §6.11 and Annex E, 1.1.1 §6.7 and Annex A.3). */

export const exceptionFormats: Record<Version, readonly string[]> = {
  '1.3.0': ['XML', 'INIMAGE', 'BLANK', 'JSON'],
  '1.1.1': [
    'application/vnd.ogc.se_xml',
    'application/vnd.ogc.se_inimage',
    'application/vnd.ogc.se_blank',
    'application/json',
  ],
};

/** A fault in the form that the request asks for; in XML where it does not, or where a picture cannot be made. */
export async function tell({ service, query, version, lang }: Omit<Asked, 'baseUrl'>, fault: Fault): Promise<Answer> {
  const form = query.get('EXCEPTIONS')?.toLowerCase() ?? '';
  if (/json/.test(form)) return asJson(fault, version, lang);
  if (/inimage|blank/.test(form)) {
    const picture = await asPicture(service, fault, query, lang, /inimage/.test(form)).catch(() => undefined);
    if (picture) return picture;
  }
  return asXml(fault, version, lang);
}

/** 1.1.1 calls a system SRS. */
function codeIn({ code }: Fault, version: Version): string {
  return code === 'InvalidCRS' && version === '1.1.1' ? 'InvalidSRS' : code;
}

function asXml(fault: Fault, version: Version, lang: Language): Answer {
  const { locator, text } = fault;
  const code = codeIn(fault, version);
  if (version === '1.1.1') {
    const root = xml`<ServiceExceptionReport version="1.1.1">
  <ServiceException code="${code}">${text[lang]}</ServiceException>
</ServiceExceptionReport>`;
    const prolog =
      '<!DOCTYPE ServiceExceptionReport SYSTEM "http://schemas.opengis.net/wms/1.1.1/exception_1_1_1.dtd">\n';
    return { type: 'application/vnd.ogc.se_xml; charset=utf-8', body: document(root, prolog) };
  }
  const place = locator === undefined ? undefined : xml` locator="${locator}"`;
  const root = xml`<ServiceExceptionReport version="1.3.0" xmlns="http://www.opengis.net/ogc" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.opengis.net/ogc http://schemas.opengis.net/wms/1.3.0/exceptions_1_3_0.xsd">
  <ServiceException code="${code}"${place}>${text[lang]}</ServiceException>
</ServiceExceptionReport>`;
  return { type: 'text/xml; charset=utf-8', body: document(root) };
}

/** As GeoServer has it. */
function asJson(fault: Fault, version: Version, lang: Language): Answer {
  const exception = { code: codeIn(fault, version), locator: fault.locator ?? null, text: fault.text[lang] };
  return { type: 'application/json; charset=utf-8', body: JSON.stringify({ version, exceptions: [exception] }) };
}

/** The sentence as a picture of the size that was asked for, or a picture of nothing. */
async function asPicture(
  service: PictureService,
  { text }: Fault,
  query: Query,
  lang: Language,
  isTold: boolean,
): Promise<Answer> {
  const side = (name: string) => Math.min(mostPixels, Math.max(1, Math.round(Number(query.get(name))) || 256));
  const size = [side('WIDTH'), side('HEIGHT')] as const;
  const look = { ...usualLegend, width: Math.max(40, size[0] - 12), colour: '#8f1d14', grey: false };
  const type = orElse(() => pictureTypeIn(query), 'png');
  const backdrop = orElse(() => backdropIn(query), '#ffffff');
  const items = isTold ? [{ kind: 'heading' as const, level: 2 as const, text: text[lang] }] : [];
  const body = await service.pictures.drawLegend({ items, look, pixelRatio: 1, size }, type, backdrop);
  return { type: pictureTypes[type], body };
}

/** What of the request is wrong itself must not keep the fault from being told. */
function orElse<T>(read: () => T, otherwise: NoInfer<T>): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
