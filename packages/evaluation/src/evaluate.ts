import type { Metric } from '@augmix/core';
import type { Pipeline } from '@augmix/pipeline';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { predict, type PredictOptions } from './predict.js';

/** What to judge, and whom to tell. */
export interface EvaluateOptions extends PredictOptions {
  /** Told after each batch how many predictions are done. */
  onProgress?(done: number, total: number): void;
}

/**
 * Computes metrics of a model on the records of a pipeline.
 *
 * @returns one number per metric, by the metric's name.
 * @example
 * ```ts
 * import { createImage, createRegistry, defineDataset, z } from '@augmix/core';
 * import { startWasmBackend } from '@augmix/backend-wasm';
 * import { evaluate } from '@augmix/evaluation';
 * import { error } from '@augmix/metrics';
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
 * await evaluate(model, pipeline, { error: error() }); // => { error: 50 }
 * ```
 */
export async function evaluate(
  model: LayersModel,
  pipeline: Pipeline,
  metrics: Readonly<Record<string, Metric>>,
  { onProgress, ...options }: EvaluateOptions = {},
): Promise<Record<string, number>> {
  const all = Object.entries(metrics);
  const total = options.indices?.length ?? pipeline.length;
  for (const [, metric] of all) metric.reset();
  for await (const { start, logits, labels, classes } of predict(model, pipeline, options)) {
    for (const [, metric] of all) metric.update({ logits, labels, classes });
    onProgress?.(start + labels.length, total);
  }
  return Object.fromEntries(all.map(([name, metric]) => [name, metric.compute()]));
}
