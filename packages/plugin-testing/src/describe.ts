// One function for each kind: what they do differs only in the laws.
import { describePlugin, type KitCount, type PluginOf } from './kit.js';
import type { KitSettings } from './settings.js';

/**
 * Registers the tests of an image op: draws from the stream alone, plain arguments, a pure `apply` that keeps its size and honours `out`, a true identity.
 *
 * @throws AugmixError `USAGE` when there is no test runner.
 * @example
 * ```ts
 * import { describe, it } from 'node:test';
 * import { rotatePlugin } from '@augmix/ops/plugins';
 * import { describeOp } from '@augmix/plugin-testing';
 * describeOp(rotatePlugin, { runner: { describe, it }, options: { fill: 128 } }); // => { plugins: 1, cases: 16 }
 * ```
 */
export const describeOp = (plugin: PluginOf<'op'>, settings?: KitSettings): KitCount =>
  describePlugin(plugin, settings);

/**
 * Registers the tests of an augmentation: traces that replay from a file, views that are whole and finite.
 *
 * @throws AugmixError `USAGE` when there is no test runner.
 * @example
 * ```ts
 * import { describe, it } from 'node:test';
 * import { cutoutPlugin } from '@augmix/mixing/plugins';
 * import { describeAugmentation } from '@augmix/plugin-testing';
 * describeAugmentation(cutoutPlugin, { runner: { describe, it } }); // => { plugins: 1, cases: 13 }
 * ```
 */
export const describeAugmentation = (plugin: PluginOf<'augmentation'>, settings?: KitSettings): KitCount =>
  describePlugin(plugin, settings);

/**
 * Registers the tests of a batch augmentation: traces that replay from a file, labels that stay probabilities.
 *
 * @throws AugmixError `USAGE` when there is no test runner.
 * @example
 * ```ts
 * import { describe, it } from 'node:test';
 * import { mixupPlugin } from '@augmix/mixing/plugins';
 * import { describeBatchAugmentation } from '@augmix/plugin-testing';
 * describeBatchAugmentation(mixupPlugin, { runner: { describe, it } }); // => { plugins: 1, cases: 10 }
 * ```
 */
export const describeBatchAugmentation = (
  plugin: PluginOf<'batch-augmentation'>,
  settings?: KitSettings,
): KitCount => describePlugin(plugin, settings);

/**
 * Registers the tests of a loss: a scalar whose gradient is the one that small steps show, and no tensor left behind; needs `tf`.
 *
 * @throws AugmixError `USAGE` when there is no test runner.
 * @example
 * ```ts
 * import { describe, it } from 'node:test';
 * import { startWasmBackend } from '@augmix/backend-wasm';
 * import { crossEntropyPlugin } from '@augmix/losses/plugins';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { describeLoss } from '@augmix/plugin-testing';
 * describeLoss(crossEntropyPlugin, { tf, runner: { describe, it } }); // => { plugins: 1, cases: 12 }
 * ```
 */
export const describeLoss = (plugin: PluginOf<'loss'>, settings?: KitSettings): KitCount =>
  describePlugin(plugin, settings);

/**
 * Registers the tests of a metric: a finite number, the same however the batches are cut; a reset that forgets.
 *
 * @throws AugmixError `USAGE` when there is no test runner.
 * @example
 * ```ts
 * import { describe, it } from 'node:test';
 * import { ecePlugin } from '@augmix/metrics/plugins';
 * import { describeMetric } from '@augmix/plugin-testing';
 * describeMetric(ecePlugin, { runner: { describe, it }, options: { bins: 10 } }); // => { plugins: 1, cases: 14 }
 * ```
 */
export const describeMetric = (plugin: PluginOf<'metric'>, settings?: KitSettings): KitCount =>
  describePlugin(plugin, settings);

/**
 * Registers the tests of a model: images to logits, weights that the seed determines, saving and loading; needs `tf`.
 *
 * @throws AugmixError `USAGE` when there is no test runner.
 * @example
 * ```ts
 * import { describe, it } from 'node:test';
 * import { wideResnetPlugin } from '@augmix/models/plugins';
 * import * as tf from '@tensorflow/tfjs';
 * import { describeModel } from '@augmix/plugin-testing';
 * describeModel(wideResnetPlugin, { tf, runner: { describe, it }, options: { depth: 10 } }); // => { plugins: 1, cases: 11 }
 * ```
 */
export const describeModel = (plugin: PluginOf<'model'>, settings?: KitSettings): KitCount =>
  describePlugin(plugin, settings);

/**
 * Registers the tests of a data set: labels that are classes, records that are read in any order; give it options of data that is there.
 *
 * @throws AugmixError `USAGE` when there is no test runner.
 * @example
 * ```ts
 * import { describe, it } from 'node:test';
 * import { imageFolderPlugin } from '@augmix/data/plugins';
 * import { describeDataset } from '@augmix/plugin-testing';
 * describeDataset(imageFolderPlugin, { runner: { describe, it }, options: { folder: 'pictures' } }); // => { plugins: 1, cases: 12 }
 * ```
 */
export const describeDataset = (plugin: PluginOf<'dataset'>, settings?: KitSettings): KitCount =>
  describePlugin(plugin, settings);

/**
 * Registers the tests of a corruption: severities 1 to 5, the shape kept, parameters that replay from a file.
 *
 * @throws AugmixError `USAGE` when there is no test runner.
 * @example
 * ```ts
 * import { describe, it } from 'node:test';
 * import { fogPlugin } from '@augmix/corruptions/plugins';
 * import { describeCorruption } from '@augmix/plugin-testing';
 * describeCorruption(fogPlugin, { runner: { describe, it } }); // => { plugins: 1, cases: 12 }
 * ```
 */
export const describeCorruption = (plugin: PluginOf<'corruption'>, settings?: KitSettings): KitCount =>
  describePlugin(plugin, settings);

/**
 * Registers the tests of a perturbation sequence: frames of one shape that move and can be made again.
 *
 * @throws AugmixError `USAGE` when there is no test runner.
 * @example
 * ```ts
 * import { describe, it } from 'node:test';
 * import { brightnessPerturbationPlugin } from '@augmix/corruptions/plugins';
 * import { describePerturbation } from '@augmix/plugin-testing';
 * describePerturbation(brightnessPerturbationPlugin, { runner: { describe, it } }); // => { plugins: 1, cases: 12 }
 * ```
 */
export const describePerturbation = (plugin: PluginOf<'perturbation'>, settings?: KitSettings): KitCount =>
  describePlugin(plugin, settings);

/**
 * Registers the tests of an optimizer: steps downhill, a state to go on from, and no tensor left behind; needs `tf`.
 *
 * @throws AugmixError `USAGE` when there is no test runner.
 * @example
 * ```ts
 * import { describe, it } from 'node:test';
 * import { plugins } from '@augmix/trainer/plugins';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { describeOptimizer } from '@augmix/plugin-testing';
 * const optimizer = plugins.plugins.find((plugin) => plugin.kind === 'optimizer')!;
 * describeOptimizer(optimizer, { tf, runner: { describe, it } }); // => { plugins: 1, cases: 11 }
 * ```
 */
export const describeOptimizer = (plugin: PluginOf<'optimizer'>, settings?: KitSettings): KitCount =>
  describePlugin(plugin, settings);

/**
 * Registers the tests of a learning-rate schedule: a rate for every step, whatever was asked before.
 *
 * @throws AugmixError `USAGE` when there is no test runner.
 * @example
 * ```ts
 * import { describe, it } from 'node:test';
 * import { plugins } from '@augmix/trainer/plugins';
 * import { describeSchedule } from '@augmix/plugin-testing';
 * const schedule = plugins.plugins.find((plugin) => plugin.kind === 'schedule')!;
 * describeSchedule(schedule, { runner: { describe, it } }); // => { plugins: 1, cases: 9 }
 * ```
 */
export const describeSchedule = (plugin: PluginOf<'schedule'>, settings?: KitSettings): KitCount =>
  describePlugin(plugin, settings);

/**
 * Registers the tests of a training callback: hooks that are called, and a state that restores.
 *
 * @throws AugmixError `USAGE` when there is no test runner.
 * @example
 * ```ts
 * import { describe, it } from 'node:test';
 * import { z } from '@augmix/core';
 * import { defineCallback } from '@augmix/core/tensor';
 * import { describeCallback } from '@augmix/plugin-testing';
 * const counter = defineCallback({
 *   name: 'acme/counter',
 *   summary: 'Counts steps.',
 *   options: z.strictObject({}),
 *   load: async () => () => {
 *     let steps = 0;
 *     return {
 *       onStepEnd: () => void steps++,
 *       state: () => steps,
 *       restore: (saved) => (steps = Number(saved)),
 *     };
 *   },
 * });
 * describeCallback(counter, { runner: { describe, it } }); // => { plugins: 1, cases: 9 }
 * ```
 */
export const describeCallback = (plugin: PluginOf<'callback'>, settings?: KitSettings): KitCount =>
  describePlugin(plugin, settings);

/**
 * Registers the tests of a backend: it starts or says that it is not available, and computes where `tf` is passed in.
 *
 * With all of `@tensorflow/tfjs`, which has backend `cpu` and the gradients, the backend is compared with `cpu`: what models,
 * losses and optimizers compute, forward and backward, at small and odd sizes; and with `training`, one training step.
 * A backend that is not available breaks nothing.
 *
 * @throws AugmixError `USAGE` when there is no test runner.
 * @example
 * ```ts
 * import { describe, it } from 'node:test';
 * import { plugins } from '@augmix/backend-wasm/plugins';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { describeBackend } from '@augmix/plugin-testing';
 * const backend = plugins.plugins.find((plugin) => plugin.kind === 'backend')!;
 * describeBackend(backend, { tf, runner: { describe, it } }).plugins; // => 1
 * ```
 */
export const describeBackend = (plugin: PluginOf<'backend'>, settings?: KitSettings): KitCount =>
  describePlugin(plugin, settings);
