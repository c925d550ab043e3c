import { PGlite } from '@electric-sql/pglite';

/** Messages of the extended protocol that leave a statement half asked; Sync ends it (PostgreSQL 55.2.3). */
const unfinished = new Set(['P', 'B', 'D', 'E', 'C', 'H'].map((letter) => letter.charCodeAt(0)));

/** Sync, without a body. */
const sync = Uint8Array.of('S'.charCodeAt(0), 0, 0, 0, 4);

/**
 * PGlite for several connections at once. Its socket server passes messages on one by one in the order in which they come, so
 * that one connection's Parse could replace the unnamed statement of another before its Bind: the other's question was then
 * answered with the wrong statement, or refused. The server lets a connection in a transaction go on alone, and asks for that
 * with `isInTransaction`; a statement that is half asked is told as one.
 */
export class PGliteInTurns extends PGlite {
  #isHalfAsked = false;

  override isInTransaction(): boolean {
    return this.#isHalfAsked || super.isInTransaction();
  }

  override async execProtocolRawStream(...given: Parameters<PGlite['execProtocolRawStream']>): Promise<void> {
    await super.execProtocolRawStream(...given);
    this.#isHalfAsked = unfinished.has(given[0][0] ?? 0);
  }

  /** The socket server's ROLLBACK, when a connection ends in the middle. After a fault nothing but Sync is heard. */
  override async exec(...given: Parameters<PGlite['exec']>): ReturnType<PGlite['exec']> {
    if (this.#isHalfAsked) await this.execProtocolRaw(sync);
    this.#isHalfAsked = false;
    return super.exec(...given);
  }
}
