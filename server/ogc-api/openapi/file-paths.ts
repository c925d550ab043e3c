import type { Definition } from '../../datasets/definition.ts';
import { fileListParameters, fileParameters } from '../../downloads/router.ts';
import { fileFormatsOf } from '../../formats/index.ts';
import { langParameter } from '../../http/parameters.ts';
import type { Place } from '../links.ts';
import { bare, json } from '../representations.ts';
import { ok, responses } from './answers.ts';
import { featuresAs } from './feature-schemas.ts';
import { besideApi, documentAt, said, type Words, wordsOf } from './operations.ts';
import { type Described, knownOf, queryParameters } from './parameters.ts';
import { type MediaType, type Parameter, type Paths, ref } from './parts.ts';

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
  const table = (mediaType: string, words: Omit<Words, 'tag'>) =>
    documentAt(place, {
      ...wordsOf(definition, words),
      offered: [{ ...json, mediaType }],
      query: [langParameter],
      beside: true,
    });
  const file = said(
    wordsOf(definition, {
      id: 'File',
      sv: ['en fil', 'Hela datamängden, eller det som villkoren väljer, i ett format. Kan hämtas i delar (`Range`).'],
      en: ['a file', 'The whole dataset, or what the conditions select, in one format. May be had in parts (`Range`).'],
    }),
    lang,
  );
  const part = { sv: 'Den del av filen som `Range` ber om.', en: 'The part of the file that `Range` asks for.' }[lang];
  const shown = {
    href: `${place.baseUrl}/downloads/${id}.${first?.extension}`,
    extension: first?.extension,
    title: first?.title[lang],
    type: first?.mediaType,
  };
  return {
    [`/downloads/${id}`]: documentAt(place, {
      ...wordsOf(definition, {
        id: 'Files',
        sv: [
          'filer',
          'Hela datamängden som fil i varje format, med storlek, datum, version och SHA-256 för dem som finns färdiga.',
        ],
        en: [
          'files',
          'The whole dataset as a file in each format, with size, date, version and SHA-256 of those that are ready.',
        ],
      }),
      schema: 'Files',
      example: { id, title: title[lang], files: [shown] },
      query: fileListParameters,
      beside: true,
    }),
    [`/downloads/${id}.csv-metadata.json`]: table('application/csvm+json', {
      id: 'Csvw',
      sv: ['CSV-filens kolumner (CSVW)', 'CSV-filen beskriven som CSV on the Web.'],
      en: ['columns of the CSV file (CSVW)', 'The CSV file described as CSV on the Web.'],
    }),
    [`/downloads/${id}.datapackage.json`]: table('application/json', {
      id: 'DataPackage',
      sv: ['CSV-filens kolumner (Data Package)', 'CSV-filen beskriven som Frictionless Data Package.'],
      en: ['columns of the CSV file (Data Package)', 'The CSV file described as a Frictionless Data Package.'],
    }),
    [`/downloads/${id}.csvt`]: table('text/plain', {
      id: 'CsvTypes',
      sv: ['CSV-filens typer (CSVT)', 'Vad GDAL och QGIS letar efter bredvid en CSV-fil.'],
      en: ['types of the CSV file (CSVT)', 'What GDAL and QGIS look for beside a CSV file.'],
    }),
    ...(definition.geometry
      ? {
          [`/downloads/${id}.xsd`]: table('application/xml', {
            id: 'GmlSchema',
            sv: ['GML-filens schema (XSD)', 'Vad elementen i datamängdens GML heter och innehåller.'],
            en: ['schema of the GML (XSD)', 'What the elements of the dataset’s GML are called and contain.'],
          }),
        }
      : {}),
    [`/downloads/${id}.{extension}`]: besideApi(place.baseUrl, {
      ...file,
      parameters: [
        extensionParameter(definition, lang),
        ...queryParameters(fileParameters(definition), lang, knownOf(described)),
      ],
      responses: responses(
        {
          200: ok(file.summary, content, ['ETag', 'Last-Modified', 'Repr-Digest', 'Data-Version']),
          206: { description: part },
          413: ref('responses', 'TooLarge'),
          416: ref('responses', 'NoSuchRange'),
        },
        { missing: true },
      ),
    }),
  };
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
