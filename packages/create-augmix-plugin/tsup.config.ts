import { defineConfig } from 'tsup';
import { packageBuild } from '../../tools/config/tsup.js';

export default [
  packageBuild({ index: 'src/index.ts' }),
  defineConfig({ entry: { bin: 'src/bin.ts' }, format: 'esm', target: 'node20', sourcemap: true }),
].flat();
