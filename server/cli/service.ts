import type { Config } from '../config.ts';
import type { Localized } from '../datasets/definition.ts';
import { Problem, problemDocument } from '../http/problems.ts';
import { openService } from '../service/open-service.ts';
import type { Service } from '../service/service.ts';

/** Works with everything behind HTTP, beside a server or without. False: it could not, and the reason is printed. */
export async function withService(
  config: Config,
  lang: keyof Localized,
  work: (service: Service) => Promise<void>,
): Promise<boolean> {
  const service = await openService({ ...config, exampleScale: 0 }, () => {}, { join: true });
  try {
    await work(service);
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { title, detail } = problemDocument(error, lang).body;
    console.error(`${title}. ${detail ?? ''}`);
    return false;
  } finally {
    await service.close();
  }
}
