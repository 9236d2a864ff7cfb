import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWasmBackend } from '@augmix/backend-wasm';
import { createRegistry, type AnyPlugin, type Registry } from '@augmix/core';
import { plugins as data } from '@augmix/data/plugins';
import { evaluate, predict } from '@augmix/evaluation';
import { plugins as metrics } from '@augmix/metrics/plugins';
import { plugins as mixing } from '@augmix/mixing/plugins';
import { wideResnet } from '@augmix/models';
import { plugins as ops } from '@augmix/ops/plugins';
import { createPipeline, type Pipeline, type PipelineSpec } from '@augmix/pipeline';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

const registry = createRegistry()
  .use(ops)
  .use(mixing)
  .use(data)
  .use(metrics) as unknown as Registry<AnyPlugin>;
const spec: PipelineSpec = {
  seed: 0,
  dataset: {
    type: 'cifar10',
    folder: fileURLToPath(new URL('../../../tools/cifar10-sample', import.meta.url)),
    partial: true,
  },
  split: 'test',
  transforms: [],
  augmentation: { type: 'augmix', severity: 10 },
  views: ['clean'],
  normalization: { mean: [0.5], std: [0.5] },
  folder: '.',
};

let model: LayersModel;
let clean: Pipeline;

beforeAll(async () => {
  await startWasmBackend();
  model = wideResnet({ depth: 10, widen: 1, width: 4, stemStride: 4 }).build({
    inputShape: [32, 32, 3],
    classes: 10,
    seed: 3,
  });
  clean = await createPipeline(registry, spec, { workers: 0 });
});
afterAll(async () => {
  model.dispose();
  await clean.close();
});

async function predictedClasses(pipeline: Pipeline): Promise<number[]> {
  const classes: number[] = [];
  for await (const batch of predict(model, pipeline, { batchSize: 64 })) {
    for (let row = 0; row < batch.labels.length; row++) {
      const logits = [...batch.logits.subarray(row * 10, row * 10 + 10)];
      classes.push(logits.indexOf(Math.max(...logits)));
    }
  }
  return classes;
}

describe('evaluate', () => {
  it('gives the share of wrong predictions, whatever the batch size', async () => {
    const predicted = await predictedClasses(clean);
    const wrong = predicted.filter((found, index) => found !== clean.label(index)).length;
    const error = await registry.create('metric', 'error');
    for (const batchSize of [7, 64]) {
      expect(await evaluate(model, clean, { error }, { batchSize })).toEqual({
        error: (100 * wrong) / predicted.length,
      });
    }
  });

  it('takes the records that it is told, and tells how far it is', async () => {
    const done: number[] = [];
    const nll = await registry.create('metric', 'nll');
    const indices = Uint32Array.of(9, 3, 5);
    const values = await evaluate(
      model,
      clean,
      { nll },
      { indices, batchSize: 2, onProgress: (count) => done.push(count) },
    );
    expect(done).toEqual([2, 3]);
    expect(values['nll']).toBeGreaterThan(0);
  });

  it('leaves no tensor behind', async () => {
    const error = await registry.create('metric', 'error');
    await evaluate(model, clean, { error });
    const before = tf.memory().numTensors;
    await evaluate(model, clean, { error });
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('predict', () => {
  it('says where in the order a batch stands', async () => {
    const starts: number[] = [];
    for await (const { start, labels } of predict(model, clean, { batchSize: 30 }))
      starts.push(start, labels.length);
    expect(starts).toEqual([0, 30, 30, 30, 60, 4]);
  });

  it('gives labels that stay when the next batch comes', async () => {
    const kept: Int32Array[] = [];
    for await (const { labels } of predict(model, clean, { batchSize: 30 })) kept.push(labels);
    expect(kept.flatMap((labels) => [...labels])).toEqual(
      Array.from({ length: 64 }, (_, index) => clean.label(index)),
    );
  });
});
