import { predictionChange } from '@augmix/metrics';
import type { Pipeline } from '@augmix/pipeline';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { predict, type PredictOptions } from './predict.js';

async function allLogits(
  model: LayersModel,
  pipeline: Pipeline,
  options: PredictOptions,
): Promise<{ logits: Float32Array; classes: number }> {
  const parts: Float32Array[] = [];
  let classes = 0;
  for await (const batch of predict(model, pipeline, options)) {
    parts.push(batch.logits);
    classes = batch.classes;
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
 */
export async function measureStability(
  model: LayersModel,
  clean: Pipeline,
  augmented: Pipeline,
  options: PredictOptions = {},
): Promise<number> {
  const a = await allLogits(model, clean, options);
  const b = await allLogits(model, augmented, options);
  return predictionChange(a.logits, b.logits, a.classes);
}
