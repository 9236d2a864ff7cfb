// Every package is built alike: ESM and CommonJS, types for both, one output file per public entry.
import { rmSync } from 'node:fs';
import { defineConfig } from 'tsup';

/**
 * @param {Record<string, string>} entry public entry name → source file
 * @param {import('tsup').Options} [options] what a package does differently
 */
export const packageBuild = (entry, options = {}) => {
  // The builds below run side by side into one folder, so none of them may clean it.
  rmSync('dist', { recursive: true, force: true });
  const shared = { entry, target: 'node20', sourcemap: true, treeshake: true, ...options };
  return defineConfig([
    { ...shared, format: 'esm', splitting: true },
    // CommonJS needs a stand-in for import.meta.url; in a shared chunk it would name the chunk, not the module.
    { ...shared, format: 'cjs', splitting: false, shims: true },
    { ...shared, format: ['esm', 'cjs'], dts: { only: true } },
  ]);
};
