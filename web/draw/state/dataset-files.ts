import { z } from 'zod/mini';

const listSchema = z.object({ files: z.array(z.object({ href: z.string(), title: z.string() })) });

export type DatasetFile = z.infer<typeof listSchema>['files'][number];

/** In which formats a dataset can be had. */
export async function readFiles(dataset: string, lang: string): Promise<DatasetFile[]> {
  const answer = await fetch(`/downloads/${dataset}?lang=${lang}`, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`/downloads/${dataset}: ${answer.status}`);
  return listSchema.parse(await answer.json()).files;
}
