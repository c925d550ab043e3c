import { createHash } from 'node:crypto';
import type { Definition } from '../datasets/definition.ts';
import type { Follower } from './follow.ts';

/**
 * Data versions, the `v` of an address: opaque to everybody else. A hash of the database's epoch, the definitions and how
 * they are made into bytes, and the number of the newest change. So a version never comes back after a restore, and a new
 * style of tile is a new address.
 */

/** Raised when the same rows would give other bytes: a change in encoding, attributes, thinning or generalisation. */
const makingVersion = 6;

/** The version of some datasets as this process has heard of them. `making`: settings that change the bytes. */
export function versionOf(
  { epoch, numberOf }: Pick<Follower, 'epoch' | 'numberOf'>,
  definitions: readonly Definition[],
  making: string,
): string {
  const hash = createHash('sha256').update(`${epoch} ${makingVersion} ${making}`);
  for (const definition of definitions) hash.update(textOf(definition));
  const number = Math.max(0, ...definitions.map(({ id }) => numberOf(id)));
  return `${hash.digest('base64url').slice(0, 10)}-${number.toString(36)}`;
}

/** Definitions are never changed, only replaced: asked for with each tile and picture, and long. */
const texts = new WeakMap<Definition, string>();

function textOf(definition: Definition): string {
  const known = texts.get(definition);
  if (known !== undefined) return known;
  const text = JSON.stringify(definition);
  texts.set(definition, text);
  return text;
}

/** The change number in a version, or undefined when the text cannot be one. */
export function numberIn(version: string): number | undefined {
  const text = /^[\w-]{10}-([0-9a-z]{1,11})$/.exec(version)?.[1];
  return text === undefined ? undefined : Number.parseInt(text, 36);
}
