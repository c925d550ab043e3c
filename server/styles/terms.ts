import type { frequencies, Localized, licences } from '../datasets/definition.ts';

/** EU frequency authority table in plain words. */
export const frequencyTitles: Record<(typeof frequencies)[number], Localized> = {
  CONT: { sv: 'Löpande', en: 'Continuously' },
  DAILY: { sv: 'Varje dag', en: 'Every day' },
  WEEKLY: { sv: 'Varje vecka', en: 'Every week' },
  MONTHLY: { sv: 'Varje månad', en: 'Every month' },
  QUARTERLY: { sv: 'Varje kvartal', en: 'Every quarter' },
  ANNUAL: { sv: 'Varje år', en: 'Every year' },
  IRREG: { sv: 'Vid behov', en: 'When needed' },
  NEVER: { sv: 'Uppdateras inte', en: 'Not updated' },
  UNKNOWN: { sv: 'Okänt', en: 'Unknown' },
};

export const licenceTitles: Record<keyof typeof licences, Localized> = {
  'CC0-1.0': { sv: 'CC0 1.0: fritt att använda till vad som helst', en: 'CC0 1.0: free to use for anything' },
  'CC-BY-4.0': { sv: 'CC BY 4.0: fritt att använda, ange källan', en: 'CC BY 4.0: free to use, name the source' },
};
