import { PGlite } from '@electric-sql/pglite';

/** Messages of the extended protocol that leave a statement half asked; Sync ends it (PostgreSQL 55.2.3). */
const unfinished = new Set(['P', 'B', 'D', 'E', 'C', 'H'].map((letter) => letter.charCodeAt(0)));

/** Sync, without a body. */
const sync = Uint8Array.of('S'.charCodeAt(0), 0, 0, 0, 4);

const execute = 'E'.charCodeAt(0);
const portalSuspended = 's'.charCodeAt(0);

/** ErrorResponse (PostgreSQL 55.8): the statement fails, and whoever asked is told so. */
const lostStatement = errorResponse(
  'XX000',
  'The embedded database lost the statement: GEOS threw an exception inside it',
);

function errorResponse(code: string, message: string): Uint8Array {
  const fields = Buffer.from(`SERROR\0VERROR\0C${code}\0M${message}\0\0`);
  const response = Buffer.alloc(5 + fields.length, 'E');
  response.writeInt32BE(4 + fields.length, 1);
  fields.copy(response, 5);
  return response;
}

/**
 * PGlite for several connections at once. Its socket server passes messages on one by one in the order in which they come, so
 * that one connection's Parse could replace the unnamed statement of another before its Bind: the other's question was then
 * answered with the wrong statement, or refused. The server lets a connection in a transaction go on alone, and asks for that
 * with `isInTransaction`; a statement that is half asked is told as one.
 *
 * Where GEOS throws and catches (an overlay of nearly equal edges without a grid), PGlite leaves Execute in the middle: it says
 * that the portal is suspended, gives no rows, and answers the rest later, so that all answers after it are somebody
 * else's. Nobody here asks for a part of the rows: that answer becomes an error.
 */
export class PGliteInTurns extends PGlite {
  #isHalfAsked = false;

  override isInTransaction(): boolean {
    return this.#isHalfAsked || super.isInTransaction();
  }

  override async execProtocolRawStream(...given: Parameters<PGlite['execProtocolRawStream']>): Promise<void> {
    const [message, options] = given;
    const { onRawData } = options ?? {};
    if (message[0] === execute && onRawData) {
      const passOn = (data: Uint8Array) => onRawData(isSuspended(data) ? lostStatement : data);
      await super.execProtocolRawStream(message, { ...options, onRawData: passOn });
    } else await super.execProtocolRawStream(message, options);
    this.#isHalfAsked = unfinished.has(message[0] ?? 0);
  }

  /** The socket server's ROLLBACK, when a connection ends in the middle. After a fault nothing but Sync is heard. */
  override async exec(...given: Parameters<PGlite['exec']>): ReturnType<PGlite['exec']> {
    if (this.#isHalfAsked) await this.execProtocolRaw(sync);
    this.#isHalfAsked = false;
    return super.exec(...given);
  }
}

/** PortalSuspended and nothing else: five bytes. */
function isSuspended(data: Uint8Array): boolean {
  return data.length === 5 && data[0] === portalSuspended;
}
