import type { MapService } from '../catalogue/map-style.ts';
import type { StrayWatch } from '../geometry/watch-strays.ts';
import type { PictureService } from '../pictures/kept.ts';
import type { SearchIndex } from '../search/index.ts';
import type { StandbyTiles } from '../tiles/lane.ts';
import type { TileService } from '../tiles/tiles.ts';

/** The whole service behind HTTP. */
export interface Service extends TileService, MapService, PictureService {
  /** Stands in for the database while that is away. */
  archive: StandbyTiles;
  search: SearchIndex;
  /** Rows outside Sweden. */
  strays: StrayWatch;
  /** Stops following the log and closes the database. */
  close(): Promise<void>;
}
