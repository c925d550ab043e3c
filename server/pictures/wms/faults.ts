import type { Localized } from '../../datasets/definition.ts';
import { problemDocument } from '../../http/problems.ts';
import { toProblem } from '../../http/send.ts';

/**
 * What is wrong with a request, by the codes of WMS 1.3.0 Table E.1; those of the last line are GeoServer's, for what the
 * standard has no code for.
 */
export type FaultCode =
  | 'InvalidFormat'
  | 'InvalidCRS'
  | 'LayerNotDefined'
  | 'StyleNotDefined'
  | 'LayerNotQueryable'
  | 'InvalidPoint'
  | 'InvalidDimensionValue'
  | 'OperationNotSupported'
  | 'MissingParameterValue'
  | 'InvalidParameterValue'
  | 'NoApplicableCode';

/** A service exception: what is wrong, with which parameter, and what would be right. */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly text: Localized;
  /** The parameter. */
  readonly locator: string | undefined;
  readonly status: number;
  constructor(code: FaultCode, text: Localized, locator?: string, status = 200) {
    super(text.en);
    this.code = code;
    this.text = text;
    this.locator = locator;
    this.status = status;
  }
}

export function fault(code: FaultCode, locator: string, sv: string, en: string): Fault {
  return new Fault(code, { sv, en }, locator);
}

export function missing(name: string): Fault {
  return fault('MissingParameterValue', name, `${name} saknas.`, `${name} is missing.`);
}

/** `sv`, `en`: what it must be. */
export function invalid(name: string, value: string, sv: string, en: string): Fault {
  const told = short(value);
  return fault(
    'InvalidParameterValue',
    name,
    `${name} är "${told}" men ska vara ${sv}.`,
    `${name} is "${told}" but must be ${en}.`,
  );
}

/** A format that there is not, with those that there are. */
export function unknownFormat(name: string, value: string, known: readonly string[]): Fault {
  const told = short(value);
  const all = known.join(', ');
  return fault(
    'InvalidFormat',
    name,
    `${name} är "${told}". De som finns: ${all}.`,
    `${name} is "${told}". Known: ${all}.`,
  );
}

/** What somebody wrote, as it fits in a sentence. */
export function short(value: string): string {
  const characters = Array.from(value.slice(0, 200));
  return characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : characters.join('');
}

/**
 * Any error as a service exception. The status is 200 where the request is wrong, as MapServer and GeoServer have it: programs
 * on people's desks show the sentence only then. What is no fault of the request says so by its status.
 */
export function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const known = toProblem(error);
  const { status, body } = problemDocument(known, 'en');
  const sentence = (lang: keyof Localized) => {
    const { title, detail } = problemDocument(known, lang).body;
    return detail ?? title;
  };
  const text = { sv: sentence('sv'), en: sentence('en') };
  if (status >= 500)
    return new Fault(
      'NoApplicableCode',
      { sv: `${problemDocument(known, 'sv').body.title}. ${text.sv}`, en: `${body.title}. ${text.en}` },
      undefined,
      status,
    );
  return new Fault(status === 404 ? 'LayerNotDefined' : 'InvalidParameterValue', text);
}
