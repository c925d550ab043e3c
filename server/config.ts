import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

function wholeNumber(least: number, most: number) {
  const right = `ett heltal från ${least} till ${most}`;
  return z.coerce.number(right).int(right).min(least, right).max(most, right);
}

const webAddress = 'en adress som börjar med http:// eller https://';

/** The services for addresses that are known (server/search/geocoders). */
export const geocoderKinds = ['photon', 'nominatim', 'lantmateriet-adress', 'lantmateriet-fastighet'] as const;

const geocoderSetting = z
  .string()
  .regex(
    new RegExp(`^(${geocoderKinds.join('|')})=https?://\\S+$`),
    `en eller flera av ${geocoderKinds.map((kind) => `${kind}=https://…`).join(', ')} med blanksteg mellan`,
  )
  .transform((text) => {
    const kind = geocoderKinds.find((one) => text.startsWith(`${one}=`)) ?? 'photon';
    return { kind, url: text.slice(kind.length + 1).replace(/\/+$/, '') };
  });

/** Dwellings a year of the housing programme: for all years, or for some. */
const housingTarget = z
  .string()
  .regex(
    /^(\d{4}-\d{4}=\d+|\d{4}=\d+|\d+)$/,
    'ett antal bostäder om året, eller flera år med blanksteg mellan: 2024-2029=250 2030-2035=300',
  )
  .transform((text) => {
    const [years = '', count = ''] = text.includes('=') ? text.split('=') : ['0000-9999', text];
    const [from = '', until = from] = years.split('-');
    return { from: Number(from), until: Number(until), count: Number(count) };
  });

/** Every setting, read once from the environment. What each means for the operator is in docs/run.md. */
const environment = z.object({
  PORT: wholeNumber(0, 65_535).default(8080),
  HOST: z.string().default('0.0.0.0'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATASETS_DIR: z.string().min(1).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'en adress som börjar med postgres://')
    .optional(),
  DATABASE_POOL: wholeNumber(1, 200).default(8),
  STATEMENT_TIMEOUT_MS: wholeNumber(100, 3_600_000).default(30_000),
  WORKERS: wholeNumber(1, 64).optional(),
  TILE_CACHE_MB: wholeNumber(0, 65_536).default(128),
  ROW_CACHE_MB: wholeNumber(0, 65_536).default(64),
  PICTURE_CACHE_MB: wholeNumber(0, 65_536).default(64),
  PICTURE_THREADS: wholeNumber(1, 64).optional(),
  HISTORY_DAYS: wholeNumber(1, 36_500).optional(),
  TILE_BUDGET_KB: wholeNumber(1, 10_000).default(150),
  ARCHIVE: z.string().min(1).optional(),
  WARM_UP: z.enum(['on', 'off'], 'on eller off').default('on'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: webAddress })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  EXAMPLE_SCALE: z.coerce
    .number()
    .pipe(z.union([z.literal(0), z.literal(1), z.literal(10), z.literal(100)], 'ett av talen 0, 1, 10 och 100'))
    .default(1),
  BACKGROUND_URL: z.url({ protocol: /^https?$/, error: webAddress }).optional(),
  BACKGROUND_ATTRIBUTION: z.string().optional(),
  GEOCODERS: z
    .string()
    .transform((text) => text.split(/\s+/).filter(Boolean))
    .pipe(z.array(geocoderSetting))
    .default([]),
  GEOCODER_AUTHORIZATION: z.string().min(1).optional(),
  GEOCODER_TIMEOUT_MS: wholeNumber(50, 10_000).default(1_500),
  HOUSING_TARGET: z
    .string()
    .transform((text) => text.split(/\s+/).filter(Boolean))
    .pipe(z.array(housingTarget))
    .default([]),
  MAP_VIEW: z
    .string()
    .regex(/^-?[\d.]+,-?[\d.]+,[\d.]+$/, 'longitud,latitud,zoom, till exempel 17.078,59.636,12.5')
    .default('17.078,59.636,12.5'),
});

export interface Config {
  port: number;
  host: string;
  /** Absolute path of everything that the server keeps on disk. */
  dataDir: string;
  /** Absolute path of the operator's own definitions and organisations. */
  datasetsDir: string;
  /** Absent: the embedded database in dataDir. */
  databaseUrl: string | undefined;
  databasePool: number;
  statementTimeoutMs: number;
  /** Server processes on a real database; the embedded one serves one. */
  workers: number;
  tileCacheBytes: number;
  /** Rows that tiles are made of, kept in memory. */
  rowCacheBytes: number;
  /** Most bytes of one layer of a tile, compressed. */
  tileBudgetBytes: number;
  /** A PMTiles file of `export` that tiles are served from while the database is away. */
  archive: string;
  /** Pictures kept in memory. */
  pictureCacheBytes: number;
  /** Threads of each process that draw pictures. */
  pictureThreads: number;
  /** How long past states are kept. Undefined: for ever. */
  historyDays: number | undefined;
  /** Make the municipality's tiles in the background after start. */
  warmUp: boolean;
  /** For absolute links, without a slash at the end. Absent: the request's own host. */
  publicUrl: string | undefined;
  exampleScale: 0 | 1 | 10 | 100;
  background: { url: string; attribution: string } | undefined;
  /** Who is asked for addresses and properties. None: nobody hears what is searched. */
  geocoders: readonly { kind: (typeof geocoderKinds)[number]; url: string }[];
  /** Sent to them as `Authorization`. */
  geocoderAuthorization: string | undefined;
  geocoderTimeoutMs: number;
  /** Dwellings to be finished each year by the housing programme; years included. */
  housingTargets: readonly { from: number; until: number; count: number }[];
  /** Where the map opens: longitude, latitude. */
  mapView: { center: [number, number]; zoom: number };
}

/** A setting is wrong: the message names it, its value and what would be right. */
export class ConfigError extends Error {}

/** Reads and checks the settings. Throws ConfigError with one line for each that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(filled);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return `  ${name}=${filled[name] ?? ''}: ${issue.message}`;
    });
    throw new ConfigError(`Inställningar som inte går att använda (se docs/run.md):\n${lines.join('\n')}`);
  }
  const settings = parsed.data;
  const [longitude = 0, latitude = 0, zoom = 0] = settings.MAP_VIEW.split(',').map(Number);
  const dataDir = resolve(settings.DATA_DIR);
  return {
    port: settings.PORT,
    host: settings.HOST,
    dataDir,
    datasetsDir: settings.DATASETS_DIR ? resolve(settings.DATASETS_DIR) : join(dataDir, 'datasets'),
    databaseUrl: settings.DATABASE_URL,
    databasePool: settings.DATABASE_POOL,
    statementTimeoutMs: settings.STATEMENT_TIMEOUT_MS,
    workers: settings.DATABASE_URL ? (settings.WORKERS ?? availableParallelism()) : 1,
    tileCacheBytes: settings.TILE_CACHE_MB * 1_000_000,
    rowCacheBytes: settings.ROW_CACHE_MB * 1_000_000,
    tileBudgetBytes: settings.TILE_BUDGET_KB * 1_000,
    archive: settings.ARCHIVE ? resolve(settings.ARCHIVE) : join(dataDir, 'tiles.pmtiles'),
    pictureCacheBytes: settings.PICTURE_CACHE_MB * 1_000_000,
    pictureThreads: settings.PICTURE_THREADS ?? (settings.DATABASE_URL ? 1 : Math.min(2, availableParallelism())),
    historyDays: settings.HISTORY_DAYS,
    warmUp: settings.WARM_UP === 'on',
    publicUrl: settings.PUBLIC_URL,
    exampleScale: settings.EXAMPLE_SCALE,
    background: settings.BACKGROUND_URL
      ? { url: settings.BACKGROUND_URL, attribution: settings.BACKGROUND_ATTRIBUTION ?? '' }
      : undefined,
    geocoders: settings.GEOCODERS,
    housingTargets: settings.HOUSING_TARGET,
    geocoderAuthorization: settings.GEOCODER_AUTHORIZATION,
    geocoderTimeoutMs: settings.GEOCODER_TIMEOUT_MS,
    mapView: { center: [longitude, latitude], zoom },
  };
}
