import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

/** In development the pages come from here and all else from a running server. */
const server = 'http://localhost:8080';
const fromServer = ['/tiles', '/styles', '/datasets', '/geodata', '/downloads', '/health', '/events'];

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
      onLog(level, log, handle) {
        // Comments in zod that Rollup cannot place: nothing is lost.
        if (log.code !== 'INVALID_ANNOTATION') handle(level, log);
      },
    },
  },
  server: { proxy: Object.fromEntries(fromServer.map((path) => [path, server])) },
});
