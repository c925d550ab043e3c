import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Whether GDAL's own programs are here, for tests that hold us against them. */
export const hasOgr = await promisify(execFile)('ogr2ogr', ['--version']).then(
  () => true,
  () => false,
);
if (!hasOgr && process.env.REQUIRE_POSTGIS) throw new Error('ogr2ogr saknas: apt-get install gdal-bin');
if (!hasOgr) console.log('Testerna med ogr2ogr körs inte: apt-get install gdal-bin');
