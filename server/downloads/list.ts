import type { Definition } from '../datasets/definition.ts';
import { type Format, fileFormatsOf } from '../formats/index.ts';
import type { Language } from '../http/language.ts';
import type { OpenData } from '../open-data/open-data.ts';
import { wholeFiles } from './files.ts';

/** A file of a whole dataset. Without size and what follows: it is made when somebody asks for it. */
interface ListedFile {
  href: string;
  extension: string;
  title: string;
  type: string;
  /** Bytes. */
  size?: number;
  sha256?: string;
  /** When its data were read, ISO 8601. */
  date?: string;
  version?: string;
  features?: number;
}

/** `/downloads/{dataset}` as JSON. */
export interface FileList {
  id: string;
  title: string;
  files: ListedFile[];
}

/** The files that are there, and where those that are not yet made can be had. */
export async function fileList(
  service: OpenData,
  definition: Definition,
  { baseUrl, lang }: { baseUrl: string; lang: Language },
): Promise<FileList> {
  await service.changes.catchUpWithin(1_000);
  const there = await wholeFiles(service, definition);
  const describe = (format: Format): ListedFile => {
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
