import { z } from 'zod';
import type { Definition } from '../datasets/definition.ts';
import { type Format, fileFormatsOf } from '../formats/index.ts';
import type { Language } from '../http/language.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { wholeFiles } from './files.ts';

/** A file of a whole dataset. Without size and what follows: it is made when somebody asks for it. */
const listedFile = z.object({
  href: z.string().meta({ format: 'uri' }),
  extension: z.string(),
  title: z.string(),
  type: z.string(),
  /** Bytes. */
  size: z.int().optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /** When its data were read. */
  date: z.string().meta({ format: 'date-time' }).optional(),
  version: z.string().optional(),
  features: z.int().optional(),
});

/** `/downloads/{dataset}` as JSON. */
export const fileListSchema = z.object({ id: z.string(), title: z.string(), files: z.array(listedFile) });
export type FileList = z.infer<typeof fileListSchema>;

/** The files that are there, and where those that are not yet made can be had. */
export async function fileList(
  service: OpenData,
  definition: Definition,
  { baseUrl, lang }: { baseUrl: string; lang: Language },
): Promise<FileList> {
  await service.changes.catchUpWithin(1_000);
  const there = await wholeFiles(service, definition);
  const describe = (format: Format): FileList['files'][number] => {
    const file = there.find((one) => one.format === format);
    return {
      href: `${baseUrl}/downloads/${definition.id}.${format.extension}`,
      extension: format.extension,
      title: format.title[lang],
      type: format.mediaType,
      ...(file
        ? { size: file.size, sha256: file.sha256, date: file.made, version: file.version, features: file.features }
        : {}),
    };
  };
  return { id: definition.id, title: definition.title[lang], files: fileFormatsOf(definition).map(describe) };
}
