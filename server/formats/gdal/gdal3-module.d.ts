/** What else of gdal3.js 2.8.1 is used for writing: its `open` reads every file twice to tell its extent. */
declare module 'gdal3.js/node.js' {
  interface Gdal {
    Module: {
      _malloc(bytes: number): number;
      ccall(name: 'GDALOpenEx', returns: 'number', types: readonly string[], values: readonly unknown[]): number;
    };
  }
}

/** The types of Node 20 lack it. */
declare namespace WebAssembly {
  const Memory: {
    prototype: { readonly buffer: ArrayBuffer; grow(this: { buffer: ArrayBuffer }, pages: number): number };
  };
}
