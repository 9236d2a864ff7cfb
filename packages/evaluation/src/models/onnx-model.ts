import { stat } from 'node:fs/promises';
import { AugmixError } from '@augmix/core';
import type { Predictor } from '../predictor.js';
import { createNetworkPredictor, type OpenModelOptions } from './internal/network-predictor.js';
import { onnxNetwork } from './internal/onnx-network.js';
import { importOptional } from './internal/optional-package.js';
import type { ModelDescription } from './preprocessing.js';

/** What an ONNX model is opened for and how it is run. */
export interface OpenOnnxOptions extends OpenModelOptions {
  /** Threads per network (default 1: an evaluation runs several networks side by side). */
  threads?: number;
}

/**
 * Opens an ONNX file through the package `onnxruntime-node`, on the CPU. Inputs are float32, or uint8 for models that take
 * levels as they are.
 *
 * @throws AugmixError `DEPENDENCY_MISSING`, `MODEL_NOT_FOUND`, `MODEL_INVALID` for a file that cannot be run or a network that
 * is none from one batch of images to float32 logits, `MODEL_MISMATCH` and `CONFIG_INVALID_VALUE` where model and description
 * disagree or leave something open.
 * @example
 * ```ts no-run
 * import { loadModelDescription, openOnnxModel } from '@augmix/evaluation';
 * const predictor = await openOnnxModel(await loadModelDescription('model.yaml'));
 * const { height, width, channels } = predictor.input;
 * const logits = await predictor.predict(new Uint8Array(height * width * channels), 1);
 * console.log(logits.length === predictor.classes);
 * await predictor.dispose();
 * ```
 */
export async function openOnnxModel(
  description: ModelDescription,
  { threads = 1, ...options }: OpenOnnxOptions = {},
): Promise<Predictor> {
  const { model: file } = description;
  await stat(file).catch((cause: unknown) => {
    throw new AugmixError('MODEL_NOT_FOUND', 'there is no such model', { file, cause });
  });
  const { InferenceSession, Tensor } = await importOptional(
    'onnxruntime-node',
    'ONNX models',
    () => import('onnxruntime-node'),
  );
  const session = await InferenceSession.create(file, {
    executionProviders: ['cpu'],
    executionMode: 'sequential',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Fatal ones only: an error is thrown as well, and warnings are about what the exporter left in.
    logSeverityLevel: 4,
  }).catch((cause: unknown) => {
    throw new AugmixError('MODEL_INVALID', `the model cannot be loaded: ${(cause as Error).message}`, {
      file,
      cause,
    });
  });
  let network;
  try {
    network = onnxNetwork(session, Tensor, description);
  } catch (error) {
    await session.release();
    throw error;
  }
  return createNetworkPredictor(network, description, options);
}
