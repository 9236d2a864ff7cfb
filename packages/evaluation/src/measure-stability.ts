import { predictionChange } from '@augmix/metrics';
import type { Pipeline } from '@augmix/pipeline';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { EvaluateOptions } from './evaluate.js';
import { predict, type PredictOptions } from './predict.js';

async function allLogits(
  model: LayersModel,
  pipeline: Pipeline,
  options: PredictOptions,
  onBatch: (count: number) => void,
): Promise<{ logits: Float32Array; classes: number }> {
  const parts: Float32Array[] = [];
  let classes = 0;
  for await (const batch of predict(model, pipeline, options)) {
    parts.push(batch.logits);
    classes = batch.classes;
    onBatch(batch.labels.length);
  }
  const logits = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    logits.set(part, offset);
    offset += part.length;
  }
  return { logits, classes };
}

/**
 * The share of records (in %) whose predicted class differs between two pipelines over the same records, such as the clean
 * images and freshly augmented ones.
 *
 * @example
 * ```ts
 * import { createImage, createRegistry, defineDataset, z } from '@augmix/core';
 * import { startWasmBackend } from '@augmix/backend-wasm';
 * import { measureStability } from '@augmix/evaluation';
 * import { plugins as mixing } from '@augmix/mixing/plugins';
 * import { createPipeline, type PipelineSpec } from '@augmix/pipeline';
 * import * as tf from '@tensorflow/tfjs-layers';
 * const squares = defineDataset({
 *   name: 'acme/squares',
 *   summary: 'Dark and bright squares.',
 *   options: z.strictObject({}),
 *   load: async () => () => ({
 *     classes: ['dark', 'bright'],
 *     open: async () => ({
 *       length: 2,
 *       label: (index) => index,
 *       read: (index) => createImage(2, 2, 1, new Uint8Array(4).fill(255 * index)),
 *     }),
 *   }),
 * });
 * await startWasmBackend();
 * const model = tf.sequential({
 *   layers: [
 *     tf.layers.flatten({ inputShape: [2, 2, 1] }),
 *     tf.layers.dense({ units: 2, kernelInitializer: 'zeros' }),
 *   ],
 * });
 * const spec: PipelineSpec = {
 *   seed: 1,
 *   dataset: { type: 'acme/squares' },
 *   split: 'test',
 *   transforms: [],
 *   augmentation: { type: 'none' },
 *   views: ['clean'],
 *   normalization: { mean: [0.5], std: [0.5] },
 *   folder: '.',
 * };
 * const pipeline = await createPipeline(createRegistry().use(mixing).use(squares), spec, { workers: 0 });
 * await measureStability(model, pipeline, pipeline); // => 0
 * ```
 */
export async function measureStability(
  model: LayersModel,
  clean: Pipeline,
  augmented: Pipeline,
  { onProgress, ...options }: EvaluateOptions = {},
): Promise<number> {
  const total = 2 * (options.indices?.length ?? clean.length);
  let done = 0;
  const count = (predictions: number): void => onProgress?.((done += predictions), total);
  const a = await allLogits(model, clean, options, count);
  const b = await allLogits(model, augmented, options, count);
  return predictionChange(a.logits, b.logits, a.classes);
}
