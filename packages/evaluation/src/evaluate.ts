import type { Metric } from '@augmix/core';
import type { Pipeline } from '@augmix/pipeline';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { predict, type PredictOptions } from './predict.js';

export interface EvaluateOptions extends PredictOptions {
  /** Told after each batch how many records are done. */
  onProgress?(done: number, total: number): void;
}

/**
 * Computes metrics of a model on the records of a pipeline.
 *
 * @returns one number per metric, by the metric's name.
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
