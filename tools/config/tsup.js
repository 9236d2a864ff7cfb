// Every package is built alike: ESM and CommonJS, types for both, one output file per public entry.
import { defineConfig } from 'tsup';

/**
 * @param {Record<string, string>} entry public entry name → source file
 * @param {import('tsup').Options} [options] what a package does differently
 */
export const packageBuild = (entry, options = {}) =>
  defineConfig({
    entry,
    format: ['esm', 'cjs'],
    target: 'node20',
    dts: true,
    sourcemap: true,
    clean: true,
    treeshake: true,
    splitting: true,
    // CommonJS output needs a stand-in for import.meta.url.
    shims: true,
    ...options,
  });
