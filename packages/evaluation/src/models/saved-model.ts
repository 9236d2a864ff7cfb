import { AugmixError, isAugmixError } from '@augmix/core';
import { loadLayersModel, type LayersModel } from '@tensorflow/tfjs-layers';
import type { Predictor } from '../predictor.js';
import { graphNetwork } from './internal/graph-network.js';
import { layersNetwork } from './internal/layers-network.js';
import { modelFileHandler, modelJsonFile, readModelJson, topologyFormat } from './internal/model-files.js';
import { createNetworkPredictor, type OpenModelOptions } from './internal/network-predictor.js';
import { importOptional } from './internal/optional-package.js';
import type { Network } from './internal/network.js';
import type { ModelDescription } from './preprocessing.js';

/**
 * Opens a model of TensorFlow.js, layers or graph, from its folder or `model.json`; graphs need the package
 * `@tensorflow/tfjs-converter`. A backend has to be started before.
 *
 * @throws AugmixError `MODEL_NOT_FOUND` for a missing file, `MODEL_INVALID` for a damaged one or a network that is none from
 * one batch of images to logits, `MODEL_MISMATCH` and `CONFIG_INVALID_VALUE` where model and description disagree or leave
 * something open, `DEPENDENCY_MISSING`.
 * @example
 * ```ts no-run
 * import { startWasmBackend } from '@augmix/backend-wasm';
 * import { openSavedModel, parseModelDescription } from '@augmix/evaluation';
 * await startWasmBackend();
 * const description = await parseModelDescription({ model: 'mobilenet', size: 224, range: [-1, 1] }, '.');
 * const predictor = await openSavedModel(description);
 * const logits = await predictor.predict(new Uint8Array(224 * 224 * 3), 1);
 * console.log(logits.length === predictor.classes);
 * await predictor.dispose();
 * ```
 */
export async function openSavedModel(
  description: ModelDescription,
  options: OpenModelOptions = {},
): Promise<Predictor> {
  const file = await modelJsonFile(description.model);
  const json = await readModelJson(file);
  const handler = modelFileHandler(file, json);
  const format = description.format ?? topologyFormat(json, file);
  let network: Network;
  try {
    network =
      format === 'graph' ? await loadGraph(handler, description) : await loadLayers(handler, description);
  } catch (cause) {
    if (isAugmixError(cause)) throw cause;
    throw new AugmixError('MODEL_INVALID', `the model cannot be loaded: ${(cause as Error).message}`, {
      file,
      cause,
    });
  }
  return createNetworkPredictor(network, description, options);
}

type Handler = ReturnType<typeof modelFileHandler>;

async function loadLayers(handler: Handler, description: ModelDescription): Promise<Network> {
  return ownedNetwork(await loadLayersModel(handler), (model) => layersNetwork(model, description));
}

async function loadGraph(handler: Handler, description: ModelDescription): Promise<Network> {
  const { loadGraphModel } = await importOptional(
    '@tensorflow/tfjs-converter',
    'graph models',
    () => import('@tensorflow/tfjs-converter'),
  );
  return ownedNetwork(await loadGraphModel(handler), (model) => graphNetwork(model, description));
}

/** A network that takes its model along when it goes, or when it cannot be made. */
function ownedNetwork<Model extends { dispose(): unknown }>(
  model: Model,
  create: (model: Model) => Network,
): Network {
  try {
    return { ...create(model), dispose: () => void model.dispose() };
  } catch (error) {
    model.dispose();
    throw error;
  }
}

/**
 * Makes a layers model in memory judgeable. Disposing of the predictor leaves the model alone.
 *
 * @param description what else is known of the model: preprocessing and the meaning of its outputs
 * @throws AugmixError as {@link openSavedModel}.
 * @example
 * ```ts
 * import { startWasmBackend } from '@augmix/backend-wasm';
 * import { predictorOf } from '@augmix/evaluation';
 * import { wideResnet } from '@augmix/models';
 * await startWasmBackend();
 * const model = wideResnet({ depth: 10, widen: 1 }).build({ inputShape: [8, 8, 3], classes: 10, seed: 1 });
 * const predictor = await predictorOf(model, { mean: [0.5], std: [0.5] });
 * const logits = await predictor.predict(new Uint8Array(2 * 8 * 8 * 3), 2);
 * logits.length; // => 20
 * ```
 */
export async function predictorOf(
  model: LayersModel,
  description: Partial<ModelDescription> = {},
  options: OpenModelOptions = {},
): Promise<Predictor> {
  const full: ModelDescription = { model: model.name, channelOrder: 'rgb', ...description };
  return createNetworkPredictor(layersNetwork(model, full), full, options);
}
