/** The part of gdal3.js 2.8.1 that we use: its own types name no path for Node and promise less than it gives. */
declare module 'gdal3.js/node.js' {
  interface Dataset {
    pointer: number;
    path: string;
    type: string;
    info?: unknown;
  }

  interface Gdal {
    open(
      file: string,
      openOptions?: string[],
      vfsHandlers?: string[],
    ): Promise<{ datasets: Dataset[]; errors: unknown[] }>;
    close(dataset: Dataset): Promise<void>;
    ogr2ogr(dataset: Dataset, options: string[], outputName: string): Promise<{ local: string; real: string }>;
  }

  export default function initGdalJs(config: {
    /** Folder of the .wasm and .data files. A './' is put before it, so it is relative to the working directory. */
    path: string;
    /** Folder that is mounted as /output. */
    dest: string;
    env?: Record<string, string>;
    logHandler?: (message: string) => void;
    errorHandler?: (message: string) => void;
  }): Promise<Gdal>;
}
