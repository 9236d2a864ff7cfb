import { beforeAll, describe, expect, it } from '@jest/globals';
import { startWasmBackend } from '@augmix/backend-wasm';
import { jensenShannon } from '@augmix/losses';
import { wideResnet } from '@augmix/models';
import { sgd, trainingStep } from '@augmix/trainer/step';
import * as tf from '@tensorflow/tfjs-core';

const shape = { height: 8, width: 8, channels: 3 };
const classes = 4;
const views = 3;

function prepare() {
  const network = wideResnet({ depth: 10, widen: 1, width: 4, stemStride: 2 });
  const model = network.build({ inputShape: [shape.height, shape.width, shape.channels], classes, seed: 1 });
  return { model, loss: jensenShannon(), optimizer: sgd(), views, classes, shape };
}

/** Noise that is the same each time, so that it can be learnt by heart. */
function batchOf(count: number) {
  const values = views * count * shape.height * shape.width * shape.channels;
  const images = Float32Array.from({ length: values }, (_, index) => Math.sin(index * index));
  return { images, labels: Int32Array.from({ length: count }, (_, index) => index % classes), count };
}

const heap = () => (tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm.HEAPU8.byteLength;
const tensors = () => tf.memory().numTensors;

beforeAll(async () => {
  await startWasmBackend();
});

describe('1000 steps of a residual network with the Jensen–Shannon loss', () => {
  it('leave the number of tensors and the memory as they are, and nothing behind when all is disposed', async () => {
    const before = tensors();
    const parts = prepare();
    const batch = batchOf(4);
    const first = await trainingStep(parts, batch, 0, 0.05);
    for (let step = 1; step < 20; step++) await trainingStep(parts, batch, step, 0.05);
    const [count, bytes, resident] = [tensors(), heap(), process.memoryUsage().rss];

    let last = first;
    for (let step = 20; step < 1020; step++) last = await trainingStep(parts, batch, step, 0.05);
    expect(tensors()).toBe(count);
    // This memory never shrinks: what is not freed shows.
    expect(heap()).toBe(bytes);
    expect(process.memoryUsage().rss - resident).toBeLessThan(100e6);
    expect(last).toBeLessThan(0.1 * first);

    parts.model.dispose();
    parts.optimizer.dispose();
    expect(tensors()).toBe(before);
  });

  it('so do batches of changing size, and models that come and go', async () => {
    const run = async () => {
      const parts = prepare();
      for (const count of [4, 3, 1]) await trainingStep(parts, batchOf(count), 0, 0.05);
      parts.model.dispose();
      parts.optimizer.dispose();
    };
    await run();
    const [count, bytes] = [tensors(), heap()];
    for (let repeat = 0; repeat < 20; repeat++) await run();
    expect(tensors()).toBe(count);
    expect(heap()).toBe(bytes);
  });
});
