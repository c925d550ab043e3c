import { type Json, objectsIn, type Place } from './place.ts';

/** The values of a provision (`bestammelsevarde`) as texts that people read and write: `nockhöjd: högst 9 meter`. */

const limits: Readonly<Record<string, string>> = { min: 'minst ', max: 'högst ', exakt: '' };

/** Enhet of the specification. */
export const units = ['meter', 'kvadratmeter', 'kubikmeter', 'procent', 'grader', 'antal', 'år', 'dB(A)'] as const;

function textOf({ beskrivning, vardetyp, variabelvarde, enhet }: Json): string {
  const limit = typeof vardetyp === 'string' ? (limits[vardetyp] ?? '') : '';
  return `${String(beskrivning)}: ${limit}${String(variabelvarde)}${enhet === undefined ? '' : ` ${String(enhet)}`}`;
}

/** Of a text without a colon all is the value. */
function valueSaid(text: string): Json {
  const colon = text.indexOf(': ');
  const [beskrivning, said] = colon < 0 ? ['', text] : [text.slice(0, colon), text.slice(colon + 2)];
  const [vardetyp, limit = ''] =
    Object.entries(limits).find(([, start]) => start !== '' && said.startsWith(start)) ?? [];
  const bare = said.slice(limit.length);
  const enhet = units.find((unit) => bare.endsWith(` ${unit}`));
  const variabelvarde = enhet ? bare.slice(0, -enhet.length - 1) : bare;
  const datatyp = /^[+-]?\d+([.,]\d+)?$/.test(variabelvarde) ? 'decimaltal' : 'text';
  return { datatyp, variabelvarde, beskrivning, ...(vardetyp ? { vardetyp } : {}), ...(enhet ? { enhet } : {}) };
}

/** A value whose text is as it was keeps all that it says. */
export const valueTexts: Place = {
  path: 'bestammelsevarde',
  written: {
    sv: 'skriv vad det är och hur mycket: ”nockhöjd: högst 9 meter”',
    en: 'write what it is and how much: “nockhöjd: högst 9 meter”',
  },
  get: ({ bestammelsevarde }) => bestammelsevarde && objectsIn(bestammelsevarde).map(textOf),
  set(object, texts) {
    const known = objectsIn(object.bestammelsevarde);
    if (Array.isArray(texts) && texts.length > 0)
      object.bestammelsevarde = texts.map(
        (text) => known.find((one) => textOf(one).trim() === text) ?? valueSaid(String(text)),
      );
    else delete object.bestammelsevarde;
  },
};
