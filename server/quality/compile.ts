import type { Sql } from '../database/sql.ts';
import type { Asked } from './asked.ts';
import { noOverlap, sameArea, unique } from './kinds/pairs.ts';
import { covered, hasParts, within } from './kinds/parts.ts';
import { near, noSlivers, valid } from './kinds/places.ts';
import { absent, between, inOrder, listed, refers, required } from './kinds/values.ts';

/** The rows that break a check: see `columnsOf`. */
export function compileCheck(asked: Asked): Sql {
  const { check } = asked;
  switch (check.kind) {
    case 'required':
      return required({ ...asked, check });
    case 'absent':
      return absent({ ...asked, check });
    case 'listed':
      return listed({ ...asked, check });
    case 'valid':
      return valid({ ...asked, check });
    case 'in-order':
      return inOrder({ ...asked, check });
    case 'between':
      return between({ ...asked, check });
    case 'unique':
      return unique({ ...asked, check });
    case 'refers':
      return refers({ ...asked, check });
    case 'has-parts':
      return hasParts({ ...asked, check });
    case 'within':
      return within({ ...asked, check });
    case 'covered':
      return covered({ ...asked, check });
    case 'no-overlap':
      return noOverlap({ ...asked, check });
    case 'same-area':
      return sameArea({ ...asked, check });
    case 'no-slivers':
      return noSlivers({ ...asked, check });
    case 'near':
      return near({ ...asked, check });
  }
}
