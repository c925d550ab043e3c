import { colourTags } from './colours.ts';
import { handle, type Tag, written } from './tags.ts';

/** What stands around the entities of a drawing of AutoCAD 2007 (AC1021, the first in UTF-8) and later. */

export interface DrawingLayer {
  name: string;
  /** `#rrggbb`; absent: black or white, whatever the background is not. */
  colour?: string | undefined;
}

/** Handles of what every drawing has; layers come after them, and entities after those. */
const own = { root: 0xc, groups: 0xd, plotStyles: 0xe, normal: 0xf, modelSpace: 0x1f, paperSpace: 0x1b };
const firstLayer = 0x100;
export const modelSpace = handle(own.modelSpace);
/** More layers than that nobody has. */
export const firstEntity = 0x10_0000;
/** From here a program takes its own: no file has so many entities. */
const freeHandles = '3FFFFFFF';

/** $INSUNITS: 6 are metres, 0 says nothing, as for degrees. $MEASUREMENT 1: metric line types and hatches. */
export function opening(layers: readonly DrawingLayer[], unit: 'degree' | 'metre'): string {
  return written([
    ...section('HEADER', [
      ...header('$ACADVER', [1, 'AC1021']),
      ...header('$DWGCODEPAGE', [3, 'ANSI_1252']),
      ...header('$INSUNITS', [70, unit === 'metre' ? 6 : 0]),
      ...header('$MEASUREMENT', [70, 1]),
      ...header('$HANDSEED', [5, freeHandles]),
    ]),
    ...section('CLASSES', [
      ...classOf('ACDBDICTIONARYWDFLT', 'AcDbDictionaryWithDefault'),
      ...classOf('ACDBPLACEHOLDER', 'AcDbPlaceHolder'),
    ]),
    ...section('TABLES', tables(layers)),
    ...section('BLOCKS', [
      ...block('*Model_Space', own.modelSpace, 0x20),
      ...block('*Paper_Space', own.paperSpace, 0x1c),
    ]),
    [0, 'SECTION'],
    [2, 'ENTITIES'],
  ]);
}

export function closing(): string {
  return written([[0, 'ENDSEC'], ...section('OBJECTS', objects()), [0, 'EOF']]);
}

function section(name: string, tags: readonly Tag[]): Tag[] {
  return [[0, 'SECTION'], [2, name], ...tags, [0, 'ENDSEC']];
}

function header(name: string, value: Tag): Tag[] {
  return [[9, name], value];
}

function classOf(record: string, name: string): Tag[] {
  return [
    [0, 'CLASS'],
    [1, record],
    [2, name],
    [3, 'ObjectDBX Classes'],
    [90, 0],
    [91, 1],
    [280, 0],
    [281, 0],
  ];
}

interface Entry {
  name: string;
  tags: readonly Tag[];
}

function tables(layers: readonly DrawingLayer[]): Tag[] {
  const named = ({ name, colour }: DrawingLayer): Entry => ({
    name,
    tags: [[70, 0], ...colourTags(colour), [6, 'Continuous'], [370, -3], [390, handle(own.normal)]],
  });
  const lines = (name: string, description: string): Entry => ({
    name,
    tags: [
      [70, 0],
      [3, description],
      [72, 65],
      [73, 0],
      [40, 0],
    ],
  });
  return [
    ...table('VPORT', 8, 'AcDbViewportTableRecord', []),
    ...table('LTYPE', 5, 'AcDbLinetypeTableRecord', [
      { at: 0x14, ...lines('ByBlock', '') },
      { at: 0x15, ...lines('ByLayer', '') },
      { at: 0x16, ...lines('Continuous', 'Solid line') },
    ]),
    ...table('LAYER', 2, 'AcDbLayerTableRecord', [
      { at: 0x10, ...named({ name: '0' }) },
      ...layers.map((layer, index) => ({ at: firstLayer + index, ...named(layer) })),
    ]),
    ...table('STYLE', 3, 'AcDbTextStyleTableRecord', [
      {
        at: 0x11,
        name: 'Standard',
        tags: [
          [70, 0],
          [40, 0],
          [41, 1],
          [50, 0],
          [71, 0],
          [42, 2.5],
          [3, 'arial.ttf'],
          [4, ''],
        ],
      },
    ]),
    ...table('VIEW', 6, 'AcDbViewTableRecord', []),
    ...table('UCS', 7, 'AcDbUCSTableRecord', []),
    ...table('APPID', 9, 'AcDbRegAppTableRecord', [{ at: 0x12, name: 'ACAD', tags: [[70, 0]] }]),
    ...table('DIMSTYLE', 0xa, 'AcDbDimStyleTableRecord', [{ at: 0x27, name: 'Standard', tags: [[70, 0]] }]),
    ...table('BLOCK_RECORD', 1, 'AcDbBlockTableRecord', [
      { at: own.modelSpace, name: '*Model_Space', tags: [[340, 0]] },
      { at: own.paperSpace, name: '*Paper_Space', tags: [[340, 0]] },
    ]),
  ];
}

function table(name: string, at: number, record: string, entries: readonly (Entry & { at: number })[]): Tag[] {
  const dimensions = name === 'DIMSTYLE';
  return [
    [0, 'TABLE'],
    [2, name],
    [5, handle(at)],
    [330, 0],
    [100, 'AcDbSymbolTable'],
    [70, entries.length],
    ...(dimensions ? [[100, 'AcDbDimStyleTable'] as const, [71, 0] as const] : []),
    ...entries.flatMap((entry): Tag[] => [
      [0, name],
      // The one table in which 5 means something else.
      [dimensions ? 105 : 5, handle(entry.at)],
      [330, handle(at)],
      [100, 'AcDbSymbolTableRecord'],
      [100, record],
      [2, entry.name],
      ...entry.tags,
    ]),
    [0, 'ENDTAB'],
  ];
}

function block(name: string, record: number, at: number): Tag[] {
  const common: Tag[] = [
    [330, handle(record)],
    [100, 'AcDbEntity'],
    [8, '0'],
  ];
  return [
    [0, 'BLOCK'],
    [5, handle(at)],
    ...common,
    [100, 'AcDbBlockBegin'],
    [2, name],
    [70, 0],
    [10, 0],
    [20, 0],
    [30, 0],
    [3, name],
    [1, ''],
    [0, 'ENDBLK'],
    [5, handle(at + 1)],
    ...common,
    [100, 'AcDbBlockEnd'],
  ];
}

/** The dictionaries that a program expects, with the plot style that layers name. */
function objects(): Tag[] {
  const begin = (type: string, at: number, owner: number): Tag[] => [
    [0, type],
    [5, handle(at)],
    [330, handle(owner)],
  ];
  return [
    ...begin('DICTIONARY', own.root, 0),
    [100, 'AcDbDictionary'],
    [281, 1],
    [3, 'ACAD_GROUP'],
    [350, handle(own.groups)],
    [3, 'ACAD_PLOTSTYLENAME'],
    [350, handle(own.plotStyles)],
    ...begin('DICTIONARY', own.groups, own.root),
    [100, 'AcDbDictionary'],
    [281, 1],
    ...begin('ACDBDICTIONARYWDFLT', own.plotStyles, own.root),
    [100, 'AcDbDictionary'],
    [281, 1],
    [3, 'Normal'],
    [350, handle(own.normal)],
    [100, 'AcDbDictionaryWithDefault'],
    [340, handle(own.normal)],
    ...begin('ACDBPLACEHOLDER', own.normal, own.plotStyles),
  ];
}
