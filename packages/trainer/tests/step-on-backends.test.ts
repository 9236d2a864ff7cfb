import { beforeAll, expect, it } from '@jest/globals';
import { startWasmBackend } from '@augmix/backend-wasm';
import { jensenShannon } from '@augmix/losses';
import { wideResnet } from '@augmix/models';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { lossAndGradients } from '../src/internal/loss-and-gradients.js';
import { trainableVariables } from '../src/internal/model-variables.js';

beforeAll(() => startWasmBackend());

const shape = { height: 12, width: 12, channels: 3 };
const count = 2;

/** Loss and gradients of the first step of a narrow WRN-10 on three views of two images. */
async function firstStep(
  backend: string,
): Promise<{ loss: number; gradients: Record<string, Float32Array> }> {
  await tf.setBackend(backend);
  const model = wideResnet({ depth: 10, widen: 1, width: 8 }).build({
    inputShape: [12, 12, 3],
    classes: 4,
    seed: 1,
  });
  const images = Float32Array.from(
    { length: 3 * count * 432 },
    (_, i) => Math.sin(i * 0.7) + Math.cos(i * i),
  );
  const batch = { images, labels: Int32Array.of(3, 1), count };
  const parts = { model, loss: jensenShannon(), views: 3, classes: 4, shape };
  const result = tf.tidy(() => lossAndGradients(parts, trainableVariables(model), batch));
  const loss = result.loss.dataSync()[0];
  const gradients = Object.fromEntries(
    Object.entries(result.gradients).map(([name, gradient]) => [
      name,
      Float32Array.from(gradient.dataSync()),
    ]),
  );
  tf.dispose([result.loss, result.gradients]);
  model.dispose();
  return { loss, gradients };
}

const norm = (values: Float32Array): number => Math.hypot(...values);

it('a step with the fused and the Winograd kernels is the step composed in plain JavaScript', async () => {
  const [expected, found] = [await firstStep('cpu'), await firstStep('wasm')];
  expect(Math.abs(found.loss - expected.loss)).toBeLessThan(1e-5);
  expect(Object.keys(found.gradients)).toEqual(Object.keys(expected.gradients));
  for (const [name, gradient] of Object.entries(expected.gradients)) {
    const distance = norm(gradient.map((value, i) => value - found.gradients[name][i]));
    // Rounding moves some values across the edge of a rectifier.
    expect([name, distance / norm(gradient) < 0.02]).toEqual([name, true]);
  }
});
