import { defineConfig, type Options } from 'tsup';
import { packageBuild } from '../../tools/config/tsup.js';

const entry = { index: 'src/index.ts', plugins: 'src/plugins.ts' };
const inBrowser = { 'browser/index': 'src/index.ts', 'browser/plugins': 'src/plugins.ts' };

/** A browser has no folder of installed packages: `x.browser.ts` takes the place of `x.ts`. */
const browserFiles = {
  name: 'browser-files',
  setup(build) {
    build.onResolve({ filter: /\/wasm-folder\.js$/ }, ({ path, resolveDir }) =>
      build.resolve(path.replace(/\.js$/, '.browser.js'), { resolveDir, kind: 'import-statement' }),
    );
  },
} satisfies NonNullable<Options['esbuildPlugins']>[number];

export default defineConfig([
  ...(packageBuild(entry) as Options[]),
  {
    entry: inBrowser,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    splitting: true,
    sourcemap: true,
    treeshake: true,
    esbuildPlugins: [browserFiles],
  },
]);
