import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AugmixError, type AnyPlugin, type Registry, type ResolvedRunConfig } from '@augmix/core';
import { resolveLoaded, type LoadedRun } from '@augmix/core/node';
import type { Backend, Model } from '@augmix/core/tensor';
import { setWeightsFrom } from '@augmix/models';
import type { ViewShape } from '@augmix/pipeline';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { readCheckpoint, type Checkpoint, type TrainingState } from './checkpoint.js';
import type { Environment } from './environment.js';
import { readRunConfig } from './run-directory.js';

/**
 * Starts the backend of a config and tells facts about it.
 *
 * @example
 * ```ts
 * import { resolveLoaded } from '@augmix/core/node';
 * import { startBackend } from '@augmix/trainer';
 * import { createFirstPartyRegistry } from 'augmix';
 * const { registry, config } = await resolveLoaded(createFirstPartyRegistry(), { dataset: 'cifar10', backend: 'wasm' }, '.');
 * const facts = await startBackend(registry, config);
 * Object.keys(facts); // => ['tfjs-backend-wasm', 'simd']
 * ```
 */
export async function startBackend<P extends AnyPlugin>(
  registry: Registry<P>,
  config: ResolvedRunConfig,
): Promise<Record<string, string>> {
  const plugins = registry as unknown as Registry<AnyPlugin>;
  const backend = (await plugins.create('backend', config.backend)) as Backend;
  await backend.start();
  return backend.describe();
}

/** Builds the network of a config with fresh weights. */
export async function buildModel(
  registry: Registry<AnyPlugin>,
  config: ResolvedRunConfig,
  folder: string,
  { height, width, channels }: ViewShape,
  classes: number,
): Promise<LayersModel> {
  const model = (await registry.create('model', config.model, { folder })) as Model;
  return model.build({ inputShape: [height, width, channels], classes, seed: config.seed });
}

/** A run read back from its directory. */
export interface OpenedRun extends LoadedRun {
  directory: string;
  model: LayersModel;
  /** State of the checkpoint that the weights come from. */
  state: TrainingState;
}

/**
 * Opens a run directory: its config, its plugins, and the network with the weights of a checkpoint. The backend of the
 * config is started.
 *
 * @param which the last checkpoint, or the one that was best on validation images.
 * @param backend another backend than the one that the run was trained on.
 * @throws AugmixError `RUN_NOT_FOUND` or `CHECKPOINT_INVALID`.
 * @example
 * ```ts no-run
 * import { openRun } from '@augmix/trainer';
 * import { createFirstPartyRegistry } from 'augmix';
 * const { model, config, state } = await openRun(createFirstPartyRegistry(), 'runs/augmix', 'best');
 * console.log(config.seed, state.step, model.outputShape);
 * ```
 */
export async function openRun<P extends AnyPlugin>(
  registry: Registry<P>,
  directory: string,
  which: 'latest' | 'best' = 'latest',
  backend?: string,
): Promise<OpenedRun> {
  const { checkpoint, ...run } = await readRun(registry, directory, which, backend);
  await startBackend(run.registry, run.config);
  const dataset = await run.registry.create('dataset', run.config.dataset, { folder: run.folder });
  const shape = modelInput(checkpoint.model['model.json']);
  const model = await buildModel(run.registry, run.config, run.folder, shape, dataset.classes.length);
  setWeightsFrom(model, checkpoint.model['model.json'], checkpoint.model['weights.bin']);
  return { ...run, model, state: checkpoint.state };
}

/** A run directory that was read. */
export interface ReadRun extends LoadedRun {
  directory: string;
  checkpoint: Checkpoint;
}

/**
 * Reads a run directory: its config, its plugins and a checkpoint. Nothing is started or built.
 *
 * @param which the last checkpoint, or the one that was best on validation images.
 * @param backend another backend than the one that the run was trained on.
 * @throws AugmixError `RUN_NOT_FOUND` or `CHECKPOINT_INVALID`.
 * @example
 * ```ts no-run
 * import { readRun } from '@augmix/trainer';
 * import { createFirstPartyRegistry } from 'augmix';
 * const { config, checkpoint } = await readRun(createFirstPartyRegistry(), 'runs/augmix', 'best');
 * console.log(config.seed, checkpoint.state.step);
 * ```
 */
export async function readRun<P extends AnyPlugin>(
  registry: Registry<P>,
  directory: string,
  which: 'latest' | 'best' = 'latest',
  backend?: string,
): Promise<ReadRun> {
  const saved = await readRunConfig(directory);
  if (!saved) {
    throw new AugmixError('RUN_NOT_FOUND', 'this is not a run directory: it has no config.resolved.json', {
      file: directory,
    });
  }
  const checkpoint = await readCheckpoint(directory, which);
  if (!checkpoint) {
    throw new AugmixError('RUN_NOT_FOUND', 'the run has no checkpoint yet', {
      file: directory,
      suggestion: 'go on training it with --resume',
    });
  }
  const environment = await readEnvironment(directory);
  const config = backend === undefined ? saved : { ...saved, backend: { type: backend } };
  const run = await resolveLoaded(registry, config, configFolder(directory, environment));
  return { ...run, directory, checkpoint };
}

// A run that was moved alone still finds its data; one that was moved with its config finds them too.
function configFolder(directory: string, { configFolder: { absolute, relative } }: Environment): string {
  return existsSync(absolute) ? absolute : resolve(directory, relative);
}

async function readEnvironment(directory: string): Promise<Environment> {
  const file = join(directory, 'environment.json');
  try {
    const environment = JSON.parse(await readFile(file, 'utf8')) as Environment;
    if (typeof environment.configFolder?.relative === 'string') return environment;
  } catch (cause) {
    throw new AugmixError('RUN_NOT_FOUND', 'the run has no readable environment.json', { file, cause });
  }
  throw new AugmixError(
    'RUN_NOT_FOUND',
    'the run was made by another version: it does not say where its config was',
    {
      file,
    },
  );
}

function modelInput(modelJson: string): ViewShape {
  const topology = JSON.parse(modelJson) as {
    modelTopology: { model_config?: { config: unknown }; config?: unknown };
  };
  const config = (topology.modelTopology.model_config?.config ?? topology.modelTopology.config) as {
    layers: { config: { batch_input_shape?: number[] } }[];
  };
  const [, height, width, channels] = config.layers[0].config.batch_input_shape!;
  return { height, width, channels };
}
