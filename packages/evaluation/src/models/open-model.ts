import type { Predictor } from '../predictor.js';
import { openOnnxModel, type OpenOnnxOptions } from './onnx-model.js';
import type { ModelDescription } from './preprocessing.js';
import { openSavedModel } from './saved-model.js';

/**
 * Opens the model of a description, whatever wrote it. TensorFlow.js models need a started backend.
 *
 * @throws AugmixError as `openSavedModel` and `openOnnxModel`.
 * @example
 * ```ts no-run
 * import { loadModelDescription, openModel } from '@augmix/evaluation';
 * const predictor = await openModel(await loadModelDescription('model.yaml'), { classes: ['cat', 'dog'] });
 * console.log(predictor.classes, predictor.input);
 * ```
 */
export async function openModel(
  description: ModelDescription,
  options: OpenOnnxOptions = {},
): Promise<Predictor> {
  const isOnnx = (description.format ?? (/\.onnx$/i.test(description.model) ? 'onnx' : 'layers')) === 'onnx';
  return isOnnx ? openOnnxModel(description, options) : openSavedModel(description, options);
}
