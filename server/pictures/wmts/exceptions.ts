import type { Response } from 'express';
import type { Language, Localized } from '../../http/language.ts';
import { problemDocument } from '../../http/problems.ts';
import { toProblem } from '../../http/send.ts';
import { textOf, html as xml } from '../../pages/index.ts';

/** OWS Common 1.1.0 (06-121r3) Table 27 and WMTS 1.0.0 (07-057r7) Tables 17, 25 and 29, with their HTTP status. */
const statuses = {
  OperationNotSupported: 501,
  MissingParameterValue: 400,
  InvalidParameterValue: 400,
  VersionNegotiationFailed: 400,
  TileOutOfRange: 400,
  PointIJOutOfRange: 400,
  NoApplicableCode: 500,
} as const;
type ExceptionCode = keyof typeof statuses;

/** What is wrong with a request, with which parameter, and what would be right. */
export class OwsException extends Error {
  readonly code: ExceptionCode;
  readonly text: Localized;
  readonly locator: string | undefined;
  readonly status: number;
  constructor(code: ExceptionCode, text: Localized, locator?: string, status: number = statuses[code]) {
    super(text.en);
    this.code = code;
    this.text = text;
    this.locator = locator;
    this.status = status;
  }
}

/** `expected`: what it must be. */
export function invalid(name: string, value: string, expected: Localized): OwsException {
  const told = printable(value);
  return new OwsException(
    'InvalidParameterValue',
    { sv: `${name} är "${told}" men ska vara ${expected.sv}.`, en: `${name} is "${told}" but must be ${expected.en}.` },
    name,
  );
}

/** What somebody wrote, as it fits in a sentence and in XML 1.0. */
function printable(value: string): string {
  const letters = Array.from(value.slice(0, 200).replaceAll(/[^\P{C}]/gu, ' '));
  return letters.length > 60 ? `${letters.slice(0, 60).join('')}…` : letters.join('');
}

function exceptionOf(error: unknown): OwsException {
  if (error instanceof OwsException) return error;
  const known = toProblem(error);
  const sentence = (lang: Language) => {
    const { title, detail } = problemDocument(known, lang).body;
    return printableSentence(detail ? `${title}. ${detail}` : title);
  };
  const { status } = problemDocument(known, 'en');
  const code = status >= 500 ? 'NoApplicableCode' : 'InvalidParameterValue';
  return new OwsException(code, { sv: sentence('sv'), en: sentence('en') }, undefined, status);
}

function printableSentence(text: string): string {
  return text.slice(0, 1_000).replaceAll(/[^\P{C}\n]/gu, ' ');
}

/** Answers with an ows:ExceptionReport and the status that belongs to it. */
export function sendException(response: Response, error: unknown, lang: Language): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { code, text, locator, status } = exceptionOf(error);
  if (status === 503) response.set('Retry-After', '5');
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .type('application/xml')
    .send(`<?xml version="1.0" encoding="UTF-8"?>\n${textOf(report(code, locator, text[lang], lang))}`);
}

function report(code: ExceptionCode, locator: string | undefined, text: string, lang: Language) {
  const named = locator ? xml` locator="${locator}"` : undefined;
  return xml`<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1" version="1.1.0" xml:lang="${lang}">
  <ows:Exception exceptionCode="${code}"${named}>
    <ows:ExceptionText>${text}</ows:ExceptionText>
  </ows:Exception>
</ows:ExceptionReport>
`;
}
