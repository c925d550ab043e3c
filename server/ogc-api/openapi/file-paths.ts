import type { Definition, Localized } from '../../datasets/definition.ts';
import { fileListParameters, fileParameters } from '../../downloads/router.ts';
import { fileFormatsOf } from '../../formats/index.ts';
import { langParameter } from '../../http/parameters.ts';
import type { Place } from '../links.ts';
import { bare } from '../representations.ts';
import { ok, responses } from './answers.ts';
import { featuresAs } from './feature-schemas.ts';
import { fromRoot, said } from './operations.ts';
import { type Described, knownOf, queryParameters } from './parameters.ts';
import { type MediaType, type Operation, type Parameter, type Paths, ref } from './parts.ts';

/** The files of one dataset. */
export function filePaths(described: Described, place: Place): Paths {
  const { definition, lang } = described;
  const { id, title } = definition;
  const formats = fileFormatsOf(definition);
  const [first] = formats;
  const content = Object.fromEntries(
    formats.map((format): [string, MediaType] => [
      bare(format.mediaType),
      featuresAs(format, definition, undefined, 'File'),
    ]),
  );
  const description = (name: string, mediaType: string, summary: Localized, of: Localized): Operation => ({
    ...said(
      {
        operationId: `${id}${name}`,
        tag: id,
        summary: { sv: `${title.sv}: ${summary.sv}`, en: `${title.en}: ${summary.en}` },
        description: of,
      },
      lang,
    ),
    parameters: queryParameters([langParameter], lang),
    responses: responses(
      { 200: ok(summary[lang], { [mediaType]: { schema: { type: 'object' } } }, ['Content-Language', 'ETag']) },
      { missing: false },
    ),
  });
  const file = { href: `${place.baseUrl}/downloads/${id}.${first?.extension}`, extension: first?.extension };
  return fromRoot(place, {
    [`/downloads/${id}`]: {
      ...said(
        {
          operationId: `${id}Files`,
          tag: id,
          summary: { sv: `${title.sv}: filer`, en: `${title.en}: files` },
          description: {
            sv: 'Hela datamängden som fil i varje format, med storlek, datum, version och SHA-256 för dem som finns färdiga.',
            en: 'The whole dataset as a file in each format, with size, date, version and SHA-256 of those that are ready.',
          },
        },
        lang,
      ),
      parameters: queryParameters(fileListParameters, lang),
      responses: responses(
        {
          200: ok(
            { sv: 'Filerna.', en: 'The files.' }[lang],
            {
              'text/html': { schema: { type: 'string' } },
              'application/json': {
                schema: ref('schemas', 'Files'),
                example: {
                  id,
                  title: title[lang],
                  files: [{ ...file, title: first?.title[lang], type: first?.mediaType }],
                },
              },
            },
            ['Content-Language', 'ETag'],
          ),
        },
        { missing: false },
      ),
    },
    [`/downloads/${id}.csv-metadata.json`]: description(
      'Csvw',
      'application/csvm+json',
      { sv: 'CSV-filens kolumner (CSVW)', en: 'columns of the CSV file (CSVW)' },
      { sv: 'CSV-filen beskriven som CSV on the Web.', en: 'The CSV file described as CSV on the Web.' },
    ),
    [`/downloads/${id}.datapackage.json`]: description(
      'DataPackage',
      'application/json',
      { sv: 'CSV-filens kolumner (Data Package)', en: 'columns of the CSV file (Data Package)' },
      {
        sv: 'CSV-filen beskriven som Frictionless Data Package.',
        en: 'The CSV file described as a Frictionless Data Package.',
      },
    ),
    [`/downloads/${id}.{extension}`]: {
      ...said(
        {
          operationId: `${id}File`,
          tag: id,
          summary: { sv: `${title.sv}: en fil`, en: `${title.en}: a file` },
          description: {
            sv: 'Hela datamängden, eller det som villkoren väljer, i ett format. Kan hämtas i delar (`Range`).',
            en: 'The whole dataset, or what the conditions select, in one format. May be had in parts (`Range`).',
          },
        },
        lang,
      ),
      parameters: [
        extensionParameter(definition, lang),
        ...queryParameters(fileParameters(definition), lang, knownOf(described)),
      ],
      responses: responses(
        {
          200: ok({ sv: 'Filen.', en: 'The file.' }[lang], content, [
            'ETag',
            'Last-Modified',
            'Repr-Digest',
            'Data-Version',
          ]),
          206: {
            description: {
              sv: 'Den del av filen som `Range` ber om.',
              en: 'The part of the file that `Range` asks for.',
            }[lang],
          },
          413: ref('responses', 'TooLarge'),
          416: ref('responses', 'NoSuchRange'),
        },
        { missing: true },
      ),
    },
  });
}

function extensionParameter(definition: Definition, lang: Place['lang']): Parameter {
  const formats = fileFormatsOf(definition);
  return {
    name: 'extension',
    in: 'path',
    description: formats.map(({ extension, title }) => `\`${extension}\`: ${title[lang]}`).join(', '),
    required: true,
    schema: { type: 'string', enum: formats.map(({ extension }) => extension) },
    example: formats[0]?.extension,
  };
}
