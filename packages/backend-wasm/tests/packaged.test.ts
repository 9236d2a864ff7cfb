import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

// The built package, run from another folder by a Node process that knows nothing of the test runner.
const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));

const program = (imports: string) => `
  ${imports}
  (async () => {
    const info = await startWasmBackend();
    await startWasmBackend();
    const backend = await plugins.plugins[0].load().then((create) => create({}, {}));
    await backend.start();
    const dx = tf.grad((x) => tf.conv2d(x, tf.ones([2, 2, 1, 1]), 1, 'valid'))(tf.ones([1, 3, 3, 1]));
    console.log(JSON.stringify({ backend: tf.getBackend(), ...info, dx: Array.from(dx.dataSync()), facts: await backend.describe() }));
  })();
`;

const expected = {
  backend: 'wasm',
  version: '4.22.0',
  simd: true,
  dx: [1, 2, 1, 2, 4, 2, 1, 2, 1],
  facts: { 'tfjs-backend-wasm': '4.22.0', simd: 'true' },
};

test.each([
  [
    'an ES module',
    'module',
    `import * as tf from '@tensorflow/tfjs-core';
     import '@tensorflow/tfjs-layers';
     import { startWasmBackend } from '@augmix/backend-wasm';
     import { plugins } from '@augmix/backend-wasm/plugins';`,
  ],
  [
    'CommonJS',
    'commonjs',
    `const tf = require('@tensorflow/tfjs-core');
     require('@tensorflow/tfjs-layers');
     const { startWasmBackend } = require('@augmix/backend-wasm');
     const { plugins } = require('@augmix/backend-wasm/plugins');`,
  ],
])('the package starts and differentiates when imported from %s', async (_name, type, imports) => {
  const { stdout } = await run(process.execPath, [`--input-type=${type}`, '--eval', program(imports)], {
    cwd: here,
  });
  expect(JSON.parse(stdout.trim().split('\n').at(-1)!)).toEqual(expected);
});
