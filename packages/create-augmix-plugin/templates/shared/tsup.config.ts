import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  target: 'node20',
  dts: true,
  clean: true,
  // CommonJS gets a stand-in for import.meta.url, which tells worker threads what to load.
  shims: true,
});
