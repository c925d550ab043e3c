import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from '../machine.ts';

/** MapServer (Debian's cgi-mapserver) over the same tables, with about the same classes, fills, lines and names. */
export interface MapServer {
  /** Draws a rectangle of SWEREF 99 TM to 1024 × 768 pixels. Milliseconds. */
  draw(box: readonly number[]): number;
  /** Milliseconds that it takes to start, and to answer with nothing drawn. */
  starts: number[];
}

/** Undefined: it is not installed. */
export function mapServer(databaseUrl: string): MapServer | undefined {
  try {
    execFileSync('mapserv', ['-v'], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  const mapFile = join(folder, 'bench.map');
  const configFile = join(folder, 'mapserver.conf');
  writeFileSync(join(folder, 'fonts'), 'sans /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf\n');
  writeFileSync(mapFile, mapOf(databaseUrl));
  writeFileSync(configFile, 'CONFIG\n  ENV\n    MS_MAP_PATTERN "."\n  END\nEND\n');
  const time = (layers: string, [west, south, east, north]: readonly number[]) => {
    const query = `map=${mapFile}&SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=${layers}&STYLES=&CRS=EPSG:3006&BBOX=${south},${west},${north},${east}&WIDTH=1024&HEIGHT=768&FORMAT=image/png`;
    const began = performance.now();
    const answer = execFileSync('mapserv', [], {
      env: { ...process.env, REQUEST_METHOD: 'GET', QUERY_STRING: query, MAPSERVER_CONFIG_FILE: configFile },
      maxBuffer: 50_000_000,
    });
    const took = performance.now() - began;
    if (!answer.subarray(0, 200).toString('latin1').includes('image/png'))
      throw new Error(answer.toString().slice(0, 500));
    return took;
  };
  const nowhere = [0, 5_900_000, 1434, 5_901_075];
  time('all', nowhere);
  return {
    draw: (box) => time('all', box),
    starts: Array.from({ length: 10 }, () => time('all', nowhere)),
  };
}

/** Colours of the light map, classes of the same fields, drawn in the same order. */
function mapOf(databaseUrl: string): string {
  const { hostname, port, pathname, username } = new URL(databaseUrl);
  const connection = `host=${hostname} port=${port} dbname=${pathname.slice(1)} user=${username}`;
  const layer = (name: string, type: string, table: string, key: string, classes: string) => `
  LAYER
    NAME "${name}" GROUP "all" TYPE ${type} STATUS ON
    CONNECTIONTYPE POSTGIS CONNECTION "${connection}" PROCESSING "CLOSE_CONNECTION=DEFER"
    DATA "geom from public.${table} using unique ${key} using srid=3006"
    PROJECTION "init=epsg:3006" END
    ${classes}
  END`;
  const fill = (colour: string, when = '', outline = '') =>
    `CLASS ${when && `EXPRESSION ${when}`} STYLE COLOR "${colour}" END ${outline && `STYLE OUTLINECOLOR "${outline}" WIDTH 0.7 END`} END`;
  const label = (angle: string, size = 8) =>
    `LABEL TYPE TRUETYPE FONT "sans" SIZE ${size} COLOR "#4a4a4a" OUTLINECOLOR "#ffffff" OUTLINEWIDTH 2 ANGLE ${angle} PARTIALS FALSE REPEATDISTANCE 250 END`;
  const uses = ['#fff7d0', '#fbd28f', '#dfc9a1', '#d9f3cf', '#e5e5e5', '#f06a5b'];
  return `MAP
  NAME "bench" SIZE 1024 768 EXTENT 600000 6590000 640000 6640000 FONTSET "fonts" IMAGETYPE PNG IMAGECOLOR "#eae6de"
  PROJECTION "init=epsg:3006" END
  WEB METADATA "wms_title" "bench" "wms_onlineresource" "http://localhost/" "wms_srs" "EPSG:3006" "wms_enable_request" "*" END END
  SYMBOL NAME "hatch" TYPE HATCH END
  ${layer('land', 'POLYGON', 'marktacke', 'id', `CLASSITEM "typ" ${fill('#cfe3ee', '"vatten"')} ${fill('#dfe9d2', '"skog"')} ${fill('#efeadb')}`)}
  ${layer('casing', 'LINE', 'vagar', 'id', 'CLASS STYLE COLOR "#d9d4ca" WIDTH 7 LINECAP ROUND LINEJOIN ROUND END END')}
  ${layer('roads', 'LINE', 'vagar', 'id', `LABELITEM "namn" CLASS STYLE COLOR "#ffffff" WIDTH 5 LINECAP ROUND LINEJOIN ROUND END ${label('FOLLOW')} END`)}
  ${layer('buildings', 'POLYGON', 'byggnader', 'id', fill('#d9cfc0', '', '#c4b8a5'))}
  ${layer('forecast', 'POLYGON', 'prognosomraden', 'id', `CLASS STYLE OUTLINECOLOR "#7a6a8a" WIDTH 1 END END`)}
  ${layer('projects', 'POLYGON', 'exploateringsomraden', 'id', `LABELITEM "namn" CLASS STYLE COLOR "#e8b04a" OPACITY 50 END STYLE SYMBOL "hatch" COLOR "#b57a1a" ANGLE 45 SIZE 8 WIDTH 1 END ${label('AUTO')} END`)}
  ${layer('provisions', 'POLYGON', 'planbestammelser', 'id', `LABELITEM "beteckning" CLASSITEM "beteckning" ${uses.map((colour, index) => `CLASS EXPRESSION /^${'BCKPGS'[index]}/ STYLE COLOR "${colour}" END STYLE OUTLINECOLOR "#222222" WIDTH 0.7 PATTERN 6 3 END END ${label('AUTO', 7)} END`).join(' ')} CLASS STYLE OUTLINECOLOR "#222222" WIDTH 0.7 PATTERN 6 3 END END ${label('AUTO', 7)} END`)}
  ${layer('plans', 'POLYGON', 'detaljplaner', 'objektidentitet', `LABELITEM "beteckning" CLASS STYLE OUTLINECOLOR "#9a4a2f" WIDTH 2 END ${label('AUTO', 9)} END`)}
END
`;
}
