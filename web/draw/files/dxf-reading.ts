import type { Position } from 'geojson';
import { arcBetween, arcOf, type Placing, placed } from './dxf-arcs.ts';
import { FileFault } from './fault.ts';
import { type Found, skip } from './found.ts';

/**
 * Reads the entities of a DXF (DXF Reference, "ENTITIES Section") that a drawing on the map can have: points, lines, polylines with
 * their arcs, circles, texts, and blocks that are inserted. Closed polylines are areas, and so is each for itself.
 */

type Tag = readonly [code: number, value: string];
interface Entity {
  type: string;
  tags: Tag[];
}

/** Blocks in blocks in blocks: a file that inserts one into itself ends here. */
const deepest = 6;

export function readDxf(text: string): Found {
  if (text.startsWith('AutoCAD Binary DXF')) throw new FileFault('binaryDxf');
  const tags = tagsOf(text);
  const found: Found = { features: [], system: undefined, skipped: {} };
  const blocks = new Map<string, { base: Position; entities: Entity[] }>();
  let isDxf = false;
  for (const section of sectionsOf(tags)) {
    const [name = ''] = section.values;
    if (name === 'BLOCKS') for (const [title, block] of blocksOf(section.entities)) blocks.set(title, block);
    if (name === 'ENTITIES') isDxf = true;
  }
  if (!isDxf) throw new FileFault('notDxf');
  const draw = (entities: readonly Entity[], placing: Placing, depth: number): void => {
    for (let index = 0; index < entities.length; index++) {
      const entity = entities[index];
      if (!entity) continue;
      if (entity.type === 'POLYLINE') {
        const vertices: Entity[] = [];
        while (entities[index + 1]?.type === 'VERTEX') vertices.push(entities[++index] ?? entity);
        polyline(
          entity,
          vertices.map(({ tags }) => corner(tags)),
          placing,
        );
      } else if (entity.type === 'INSERT') {
        const block = blocks.get(value(entity.tags, 2) ?? '');
        if (block && depth < deepest) draw(block.entities, inserted(entity.tags, block.base, placing), depth + 1);
      } else one(entity, placing);
    }
  };
  const add = (positions: Position[], isArea: boolean, placing: Placing, name = '') => {
    const corners = positions.map((position) => placed(position, placing));
    const [first = [0, 0]] = corners;
    const properties = { namn: name };
    if (corners.length === 1) found.features.push({ geometry: { type: 'Point', coordinates: first }, properties });
    else if (isArea && corners.length > 2)
      found.features.push({ geometry: { type: 'Polygon', coordinates: [[...corners, first]] }, properties });
    else if (corners.length > 1)
      found.features.push({ geometry: { type: 'LineString', coordinates: corners }, properties });
  };
  const polyline = ({ tags }: Entity, corners: readonly Corner[], placing: Placing) => {
    const isClosed = (number(tags, 70) & 1) === 1;
    const around = isClosed ? [...corners, ...corners.slice(0, 1)] : corners;
    const line = around.flatMap(({ at, bulge }, index) => {
      const next = around[index + 1];
      return next && bulge !== 0 ? [at, ...arcBetween(at, next.at, bulge)] : [at];
    });
    const last = line.at(-1);
    const comesBack = line.length > 3 && last?.[0] === line[0]?.[0] && last?.[1] === line[0]?.[1];
    add(comesBack ? line.slice(0, -1) : line, comesBack, placing);
  };
  const one = ({ type, tags }: Entity, placing: Placing) => {
    const at = [number(tags, 10), number(tags, 20)];
    if (type === 'POINT') add([at], false, placing);
    else if (type === 'LINE') add([at, [number(tags, 11), number(tags, 21)]], false, placing);
    else if (type === 'LWPOLYLINE') polyline({ type, tags }, cornersOf(tags), placing);
    else if (type === 'CIRCLE') add(arcOf(at, number(tags, 40), 0, 360).slice(0, -1), true, placing);
    else if (type === 'ARC') add(arcOf(at, number(tags, 40), number(tags, 50), number(tags, 51)), false, placing);
    else if (type === 'TEXT' || type === 'MTEXT') {
      const words = plainText(tags);
      if (words)
        found.features.push({
          geometry: { type: 'Point', coordinates: placed(at, placing) },
          properties: { namn: words, slag: 'text' },
        });
    } else if (type !== 'SEQEND' && type !== 'ATTRIB' && type !== 'VIEWPORT') skip(found, type);
  };
  for (const { values, entities } of sectionsOf(tags))
    if (values[0] === 'ENTITIES') draw(entities, { base: [0, 0], to: [0, 0], scale: [1, 1], turn: 0 }, 0);
  return found;
}

/** A group code and its value, each on a line of its own. */
function tagsOf(text: string): Tag[] {
  const lines = text.split(/\r\n|\r|\n/);
  const tags: Tag[] = [];
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const code = Number(lines[at]);
    if (!Number.isInteger(code)) throw new FileFault('notDxf', String(at + 1));
    tags.push([code, lines[at + 1] ?? '']);
  }
  return tags;
}

function* sectionsOf(tags: readonly Tag[]): Generator<{ values: string[]; entities: Entity[] }> {
  let section: { values: string[]; entities: Entity[] } | undefined;
  for (const [code, raw] of tags) {
    const text = raw.trim();
    if (code === 0 && text === 'SECTION') section = { values: [], entities: [] };
    else if (code === 0 && text === 'ENDSEC') {
      if (section) yield section;
      section = undefined;
    } else if (code === 0) section?.entities.push({ type: text, tags: [] });
    else if (section && section.entities.length === 0) section.values.push(text);
    else section?.entities.at(-1)?.tags.push([code, raw]);
  }
}

function* blocksOf(entities: readonly Entity[]): Generator<[string, { base: Position; entities: Entity[] }]> {
  let block: { title: string; base: Position; entities: Entity[] } | undefined;
  for (const entity of entities) {
    if (entity.type === 'BLOCK')
      block = {
        title: value(entity.tags, 2) ?? '',
        base: [number(entity.tags, 10), number(entity.tags, 20)],
        entities: [],
      };
    else if (entity.type !== 'ENDBLK') block?.entities.push(entity);
    else if (block) yield [block.title, block];
  }
}

interface Corner {
  at: Position;
  /** The tangent of a quarter of the angle of the arc to the next corner; 0: a straight line. */
  bulge: number;
}

function corner(tags: readonly Tag[]): Corner {
  return { at: [number(tags, 10), number(tags, 20)], bulge: number(tags, 42) };
}

/** Of an LWPOLYLINE: each begins with its 10. */
function cornersOf(tags: readonly Tag[]): Corner[] {
  const groups: Tag[][] = [];
  for (const tag of tags) {
    if (tag[0] === 10) groups.push([tag]);
    else groups.at(-1)?.push(tag);
  }
  return groups.map(corner);
}

function inserted(tags: readonly Tag[], base: Position, outer: Placing): Placing {
  return {
    base,
    to: [number(tags, 10), number(tags, 20)],
    scale: [number(tags, 41, 1), number(tags, 42, 1)],
    turn: number(tags, 50),
    outer,
  };
}

/** MTEXT in plain letters: without what formats it (DXF Reference, "MTEXT"). */
function plainText(tags: readonly Tag[]): string {
  return tags
    .filter(([code]) => code === 1 || code === 3)
    .map(([, part]) => part)
    .join('')
    .replaceAll(/\\U\+([0-9A-Fa-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll('\\P', ' ')
    .replaceAll(/\\[ACFfHQTWp][^;\\]*;/g, '')
    .replaceAll(/\\[LlOoKk]/g, '')
    .replaceAll(/(^|[^\\])[{}]/g, '$1')
    .replaceAll(/\\([\\{}])/g, '$1')
    .replaceAll('^ ', '^')
    .trim();
}

function value(tags: readonly Tag[], wanted: number): string | undefined {
  return tags.find(([code]) => code === wanted)?.[1].trim();
}

function number(tags: readonly Tag[], wanted: number, otherwise = 0): number {
  const read = Number(value(tags, wanted) ?? otherwise);
  return Number.isFinite(read) ? read : otherwise;
}
