import { expect, test } from 'vitest';
import { brokenRules, readImports } from '../setup/floors.ts';
import exceptions from '../setup/floors-exceptions.json' with { type: 'json' };

test('no import runs upwards, in a circle or into another room’s inside, but those that are listed', () => {
  const broken = brokenRules(readImports());
  expect(
    broken.filter((rule) => !exceptions.includes(rule)),
    'mend these: see docs/architecture.md',
  ).toEqual([]);
  expect(
    exceptions.filter((rule) => !broken.includes(rule)),
    'mended: take these out of tests/setup/floors-exceptions.json',
  ).toEqual([]);
});

test.each<[string, Record<string, string[]>, string[]]>([
  [
    'upwards',
    { 'server/database/a.ts': ['server/datasets/b.ts'], 'server/datasets/b.ts': [] },
    ['upwards: server/database/a.ts -> server/datasets/b.ts'],
  ],
  [
    'past a door',
    { 'server/tiles/a.ts': ['server/filter/b.ts'], 'server/filter/b.ts': [], 'server/filter/index.ts': [] },
    ['inside: server/tiles/a.ts -> server/filter/b.ts'],
  ],
  [
    'into a folder of a room',
    { 'server/adopting/a.ts': ['server/publishing/reading/b.ts'], 'server/publishing/reading/b.ts': [] },
    ['inside: server/adopting/a.ts -> server/publishing/reading/b.ts'],
  ],
  [
    'files in a circle',
    {
      'server/tiles/a.ts': ['server/tiles/b.ts'],
      'server/tiles/b.ts': ['server/tiles/c.ts'],
      'server/tiles/c.ts': ['server/tiles/b.ts', 'server/tiles/d.ts'],
      'server/tiles/d.ts': [],
    },
    ['circle of files: server/tiles/b.ts, server/tiles/c.ts'],
  ],
  [
    'rooms in a circle, though no file is',
    {
      'server/tiles/a.ts': ['server/archive/b.ts'],
      'server/archive/b.ts': [],
      'server/archive/c.ts': ['server/tiles/d.ts'],
      'server/tiles/d.ts': [],
    },
    ['circle of rooms: archive, tiles'],
  ],
  [
    'what is not for the web',
    { 'web/a.tsx': ['server/database/b.ts', 'server/styles/c.ts'] },
    ['not for the web: web/a.tsx -> server/database/b.ts'],
  ],
  ['nothing', { 'server/tiles/a.ts': ['server/formats/b.ts'], 'server/formats/b.ts': ['server/http/c.ts'] }, []],
])('the check finds %s', (_, imports, found) => {
  expect(brokenRules(new Map(Object.entries(imports)))).toEqual(found);
});
