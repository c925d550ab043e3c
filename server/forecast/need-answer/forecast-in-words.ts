import type { Language } from '../../http/language.ts';
import type { NeedBasis } from './answer.ts';
import { needWords } from './answer-words.ts';
import type { NeedData } from './roles.ts';

/** Which forecast it is: its version, scenario and years. */
export function forecastInWords({ forecast, roles }: NeedData, { assumed, years }: NeedBasis, lang: Language): string {
  const told = [roles.version, roles.scenario].flatMap((name) => {
    const value = name === undefined ? undefined : assumed[name];
    if (value === undefined) return [];
    const code = forecast.fields.find((field) => field.name === name)?.codes?.find((one) => one.value === value);
    return [code?.title[lang] ?? String(value)];
  });
  if (years.length === 0) return needWords.nothing[lang];
  return `${needWords.forecast[lang]}: ${[...told, `${years[0]}–${years.at(-1)}`].join(', ')}`;
}
