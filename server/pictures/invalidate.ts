import type { Box, Change } from '../changes/log.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { SecondChance } from '../tiles/second-chance.ts';
import type { KeptPicture } from './kept-picture.ts';

/** Beyond these the database is not asked where exactly: the rectangles around the changes decide. */
const mostPictures = 4_000;
const mostChanges = 200;

/**
 * Drops exactly the pictures that draw a changed dataset where the old or the new geometry of a change is. First the
 * rectangles around the changes find candidates in memory, then the database tells which of them the geometry itself
 * reaches. A change may be into or out of any filter.
 */
export async function dropTouchedPictures(
  database: Queryable,
  memory: SecondChance<KeptPicture>,
  changes: readonly Change[],
): Promise<void> {
  for (const dataset of new Set(changes.map((change) => change.dataset))) {
    const own = changes.filter((change) => change.dataset === dataset);
    for (const picture of await touchedBy(database, memory, dataset, own)) memory.drop(picture);
  }
}

async function touchedBy(
  database: Queryable,
  memory: SecondChance<KeptPicture>,
  dataset: string,
  changes: readonly Change[],
): Promise<readonly KeptPicture[]> {
  const drawing = [...memory.all()].filter(({ names }) => names.includes(dataset));
  if (changes.some(({ whole }) => whole)) return drawing;
  // What is drawn of a series anywhere may be classed by all of it.
  const everywhere = drawing.filter(({ classed }) => classed.includes(dataset));
  const boxes = changes.flatMap(({ box }) => (box ? [box] : []));
  const candidates = drawing.filter(
    (picture) => !everywhere.includes(picture) && boxes.some((box) => meet(box, picture.reach)),
  );
  if (candidates.length === 0 || candidates.length > mostPictures || changes.length > mostChanges) {
    return [...everywhere, ...candidates];
  }
  try {
    const reached = await reachedBy(database, candidates, changes);
    return [...everywhere, ...candidates.filter((_, index) => reached.has(index))];
  } catch {
    return [...everywhere, ...candidates];
  }
}

function meet([west, south, east, north]: Box, [left, bottom, right, top]: Box): boolean {
  return west <= right && east >= left && south <= top && north >= bottom;
}

/** Places of the pictures, in the order given, that the geometry of a change reaches. */
async function reachedBy(
  database: Queryable,
  pictures: readonly KeptPicture[],
  changes: readonly Change[],
): Promise<ReadonlySet<number>> {
  const edge = (at: 0 | 1 | 2 | 3) => pictures.map(({ reach }) => reach[at]);
  const rows = await database.query<{ place: number }>(sql`
    with places as materialized (
      select p.place from allmanning.changes c join allmanning.change_places p on p.change = c.id
      where c.number = any (${changes.map(({ number }) => number)}::bigint[]))
    select (r.n - 1)::int as place
    from unnest(${edge(0)}::float8[], ${edge(1)}::float8[], ${edge(2)}::float8[], ${edge(3)}::float8[])
      with ordinality r (west, south, east, north, n),
      lateral (select st_makeenvelope(r.west, r.south, r.east, r.north, 3857) as envelope) e
    where exists (select from places p where p.place && e.envelope and st_intersects(p.place, e.envelope))`);
  return new Set(rows.map(({ place }) => place));
}
