// Bundles the page and its worker for a browser and puts everything that they load beside them.
//   node build.mjs [--out FOLDER]
import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const { values: given } = parseArgs({ options: { out: { type: 'string' } } });
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const out = given.out ?? here('public');

await build({
  entryPoints: [here('page.mjs'), here('training.worker.mjs')],
  bundle: true,
  platform: 'browser',
  format: 'esm',
  minify: true,
  outdir: out,
  logLevel: 'error',
});

const { resolve } = createRequire(import.meta.url);
const binaries = join(dirname(resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist');
await mkdir(join(out, 'wasm'), { recursive: true });
for (const name of ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm']) {
  await copyFile(join(binaries, name), join(out, 'wasm', name));
}
await copyFile(here('index.html'), join(out, 'index.html'));
console.log(`built ${out}`);
