// Trains a plain tf.sequential model with model.fit and prints examples a second as JSON. Nothing in it is AugMix's but the
// backend: node train.mjs <stock | composed | augmix> [--steps N] [--batch N]
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs';

const { values: given, positionals } = parseArgs({
  options: { steps: { type: 'string', default: '6' }, batch: { type: 'string', default: '64' } },
  allowPositionals: true,
});
const [steps, batchSize] = [Number(given.steps), Number(given.batch)];

async function startStock() {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const manifest = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  setWasmPaths(join(dirname(manifest), 'dist') + sep);
  await tf.setBackend('wasm');
}

const backends = {
  stock: startStock,
  async composed() {
    const { registerComposedGradients } = await import('./composed-gradients.mjs');
    await startStock();
    registerComposedGradients('wasm');
  },
  async augmix() {
    const { startWasmBackend } = await import('@augmix/backend-wasm');
    await startWasmBackend();
  },
};
const [name] = positionals;
if (!backends[name]) throw new Error(`"${name}" is none of ${Object.keys(backends).join(', ')}`);

function buildModel() {
  // The same weights each time, so that losses can be compared.
  let seed = 0;
  const kernelInitializer = () => tf.initializers.heNormal({ seed: ++seed });
  const convolution = (filters, more = {}) => [
    tf.layers.conv2d({
      filters,
      kernelSize: 3,
      padding: 'same',
      useBias: false,
      kernelInitializer: kernelInitializer(),
      ...more,
    }),
    tf.layers.batchNormalization(),
    tf.layers.reLU(),
  ];
  const model = tf.sequential({
    layers: [
      ...convolution(32, { inputShape: [32, 32, 3] }),
      ...convolution(32),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      ...convolution(64),
      ...convolution(64),
      tf.layers.globalAveragePooling2d({}),
      tf.layers.dense({ units: 10, activation: 'softmax', kernelInitializer: kernelInitializer() }),
    ],
  });
  model.compile({ optimizer: tf.train.momentum(0.05, 0.9), loss: 'categoricalCrossentropy' });
  return model;
}

await backends[name]();
const model = buildModel();
const count = steps * batchSize;
const images = tf.randomUniform([count, 32, 32, 3], -1, 1, 'float32', 1);
const labels = tf.tidy(() =>
  tf.cast(
    tf.oneHot(
      tf.tensor1d(
        Array.from({ length: count }, (_, index) => index % 10),
        'int32',
      ),
      10,
    ),
    'float32',
  ),
);
try {
  // Once to warm up, with a batch of the same size.
  await model.fit(images.slice([0], [batchSize]), labels.slice([0], [batchSize]), { batchSize, verbose: 0 });
  const start = performance.now();
  const { history } = await model.fit(images, labels, { batchSize, shuffle: false, verbose: 0 });
  const examplesPerSecond = (1000 * count) / (performance.now() - start);
  console.log(JSON.stringify({ examplesPerSecond, loss: history.loss[0] }));
} catch (error) {
  console.log(JSON.stringify({ error: error.message.split('\n')[0] }));
}
