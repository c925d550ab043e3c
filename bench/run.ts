import { features } from './features/index.ts';
import { forecast } from './forecast/index.ts';
import { imports } from './imports/index.ts';
import { cleanUp } from './machine.ts';
import { pictures } from './pictures/index.ts';
import { publishing } from './publishing/index.ts';
import { search } from './search/index.ts';
import { statistics } from './statistics/index.ts';
import { print, type Result } from './table.ts';
import { tiles } from './tiles/index.ts';

/** `npm run bench -- tiles`, `-- features`, `-- imports`, `-- publishing`, `-- pictures`, `-- search`, `-- forecast`, `-- statistics`: measures and prints one table. Names after it choose cases: `-- tiles cached live`. */
const benches: Record<string, Record<string, () => Promise<Result[]>>> = {
  tiles,
  features,
  imports,
  publishing,
  pictures,
  search,
  forecast,
  statistics,
};

const [name = 'tiles', ...chosen] = process.argv.slice(2);
const bench = benches[name];
if (!bench) throw new Error(`No bench ${name}. There are: ${Object.keys(benches).join(', ')}`);
try {
  const results: Result[] = [];
  for (const [title, measure] of Object.entries(bench)) {
    if (chosen.length > 0 && !chosen.includes(title)) continue;
    console.error(`${title} …`);
    results.push(...(await measure()));
  }
  print(results);
} finally {
  cleanUp();
}
process.exit(0);
