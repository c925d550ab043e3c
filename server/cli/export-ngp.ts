import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Config } from '../config.ts';
import type { Localized } from '../datasets/definition.ts';
import { crs84, parseWanted } from '../features/index.ts';
import { asOf } from '../history/as-of.ts';
import { problem } from '../http/problems.ts';
import { deliver, ngpFormat } from '../publishing/deliver.ts';
import { renderFindings } from '../publishing/render.ts';
import { type FindingList, findingList } from '../publishing/report.ts';
import { type ExportOptions, queryOf } from './export-dataset.ts';
import { withService } from './service.ts';
import { writeTo } from './whole-file.ts';

/**
 * Writes plans and their provisions as a delivery to NGP (v4.1). False: something is missing in it and was not allowed to
 * be, or it could not be written; what, is printed.
 */
export async function exportNgp(
  config: Config,
  options: ExportOptions,
  allowIncomplete: boolean,
  lang: keyof Localized,
): Promise<boolean> {
  const findings = findingList();
  const isKnown = await withService(config, lang, async (service) => {
    const { published, database } = service;
    const query = queryOf(options);
    const definition = published.dataset(options.dataset);
    const taking = (object: string) => published.definitions.filter((one) => one.import?.ngp === object);
    if (definition.import?.ngp !== 'detaljplan') {
      const known = taking('detaljplan').map(({ id }) => id);
      throw problem('no-such-format', { extension: ngpFormat, known: `${ngpFormat}: ${known.join(', ')}` });
    }
    if (query.has('crs')) {
      const expected = {
        sv: `utelämnad när formatet är ${ngpFormat}`,
        en: `left out where the format is ${ngpFormat}`,
      };
      throw problem('bad-parameter', { name: 'crs', value: query.get('crs') ?? '', expected });
    }
    const inTime = async (one: typeof definition) => (await asOf(service, one, query))?.definition ?? one;
    const plans = await inTime(definition);
    const [provisions] = taking('planbestammelse');
    const datasets = { plans, provisions: provisions && (await inTime(provisions)) };
    const { filter } = parseWanted(plans, query, crs84).selection;
    const delivery = await deliver(database, published, datasets, filter, findings);
    if (delivery.examples > 0) console.error(examplesNote(delivery.examples)[lang]);
    for (const line of renderFindings(findings, lang)) console.error(line);
    if (findings.errors > 0 && !allowIncomplete) return console.error(refusedNote(findings)[lang]);
    await writeTo(service, options.file, (part) => pipeline(Readable.from(delivery.text()), createWriteStream(part)));
    console.error(writtenNote(delivery)[lang]);
  });
  return isKnown && (findings.errors === 0 || allowIncomplete);
}

function examplesNote(count: number): Localized {
  return {
    sv: `Exempelraderna (${count}) är inte med: de är påhittade.`,
    en: `The example rows (${count}) are left out: they are invented.`,
  };
}

function refusedNote({ errors }: FindingList): Localized {
  return {
    sv: `Ingen fil är skriven: ${errors} fel. Rätta dem, eller skriv filen ändå med --allow-incomplete.`,
    en: `No file was written: ${errors} errors. Correct them, or write the file all the same with --allow-incomplete.`,
  };
}

function writtenNote({ plans, provisions }: { plans: number; provisions: number }): Localized {
  return {
    sv: `${plans} planer med ${provisions} bestämmelser som NGP v4.1.`,
    en: `${plans} plans with ${provisions} provisions as NGP v4.1.`,
  };
}
