import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

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

export default defineConfig({
  root: import.meta.dirname,
  plugins: [preact()],
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
