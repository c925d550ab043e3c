import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';

/** In development the map comes from here and all else from a running server. */
const server = 'http://localhost:8080';
const fromServer = [
  '/tiles',
  '/styles',
  '/datasets',
  '/geodata',
  '/downloads',
  '/health',
  '/events',
  '/utskrift',
  '/karta',
  '/pages.',
];

/** Beside each file that compresses well its smallest copy (server/http/precompressed.ts sends it). */
const compressed: Plugin = {
  name: 'compressed',
  apply: 'build',
  async writeBundle({ dir = '' }) {
    const folder = join(dir, 'assets');
    const names = readdirSync(folder).filter((name) => /\.(js|css|svg|wasm)$/.test(name));
    await Promise.all(
      names.map(async (name) => {
        const smallest = await promisify(brotliCompress)(readFileSync(join(folder, name)));
        writeFileSync(join(folder, `${name}.br`), smallest);
      }),
    );
  },
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [preact(), compressed],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      input: { index: `${import.meta.dirname}/index.html`, pages: `${import.meta.dirname}/pages/pages.ts` },
      output: {
        // What the server's own pages ask for (server/pages/layout.ts) keeps its name; all else is named by its content.
        entryFileNames: ({ name }) => (name === 'pages' ? 'pages.js' : 'assets/[name]-[hash].js'),
        assetFileNames: ({ names }) => (names.includes('pages.css') ? 'pages.css' : 'assets/[name]-[hash][extname]'),
      },
      onLog(level, log, handle) {
        // Comments in zod that Rollup cannot place: nothing is lost.
        if (log.code !== 'INVALID_ANNOTATION') handle(level, log);
      },
    },
  },
  server: { proxy: Object.fromEntries(fromServer.map((path) => [path, server])) },
});
