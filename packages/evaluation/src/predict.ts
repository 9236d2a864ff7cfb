import type { Pipeline } from '@augmix/pipeline';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** Predictions of one batch of records, for one view. */
export interface PredictedBatch {
  /** Position of the batch's first record in the order that was asked for. */
  start: number;
  /** `[count, classes]` */
  logits: Float32Array;
  labels: Int32Array;
  classes: number;
}

/** What to predict. */
export interface PredictOptions {
  /** Records to predict, in this order (default: all). */
  indices?: Uint32Array;
  batchSize?: number;
  /** Epoch of the random streams, for pipelines that augment (default 0). */
  epoch?: number;
}

/**
 * Runs a model over a pipeline that gives one view per record, in inference mode.
 *
 * @param model input `[B, H, W, C]`, output logits `[B, classes]`.
 * @example
 * ```ts
 * import { createImage, createRegistry, defineDataset, z } from '@augmix/core';
 * import { startWasmBackend } from '@augmix/backend-wasm';
 * import { predict } from '@augmix/evaluation';
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
 * for await (const { logits, labels } of predict(model, pipeline)) {
 *   logits.length; // => 4
 *   [...labels]; // => [0, 1]
 * }
 * ```
 */
export async function* predict(
  model: LayersModel,
  pipeline: Pipeline,
  { indices, batchSize = 250, epoch = 0 }: PredictOptions = {},
): AsyncGenerator<PredictedBatch, void, void> {
  const order = indices ?? Uint32Array.from({ length: pipeline.length }, (_, index) => index);
  const { height, width, channels } = pipeline.shape;
  let start = 0;
  for await (const { images, labels, count } of pipeline.batches({ epoch, order, batchSize })) {
    const output = tf.tidy(() => {
      const input = tf.tensor4d(images, [count, height, width, channels]);
      return model.apply(input, { training: false }) as tf.Tensor2D;
    });
    const logits = (await output.data()) as Float32Array;
    const classes = output.shape[1];
    output.dispose();
    // The pipeline reuses its array for the next batch.
    yield { start, logits, labels: labels.slice(), classes };
    start += count;
  }
}
