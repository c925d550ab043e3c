import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../server/filter/canonical.ts';
import { parseJson } from '../../server/filter/json.ts';
import { parseText } from '../../server/filter/text.ts';
import { sharedData } from '../setup/publishing.ts';

const shared = sharedData();
const folder = join(shared ?? '', 'cql2/examples');

describe.skipIf(shared === null)('the examples of the standard', () => {
  const names = shared === null ? [] : readdirSync(folder).filter((name) => name.endsWith('.txt'));

  test('there are a hundred of them', () => {
    expect(names.length).toBeGreaterThan(100);
  });

  test.each(names)('%s means the same in both encodings', (name) => {
    const read = (file: string) => readFileSync(join(folder, file), 'utf8');
    const json = name.replace(/(-alt\d+)?\.txt$/, '.json');
    expect(existsSync(join(folder, json))).toBe(true);
    const text = canonicalJson(parseText(read(name)));
    expect(text).toBe(canonicalJson(parseJson(read(json))));
    // What is written in the one form is read as itself.
    expect(canonicalJson(parseJson(text))).toBe(text);
  });
});
