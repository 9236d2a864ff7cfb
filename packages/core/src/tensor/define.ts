import { pluginDefiner } from '../plugin.js';
import type { Callback } from './callback.js';
import type { Backend, Loss, Model, Optimizer, Schedule } from './contracts.js';

/**
 * Defines a loss.
 *
 * @example
 * ```ts
 * import { z } from '@augmix/core';
 * import { defineLoss } from '@augmix/core/tensor';
 * import * as tf from '@tensorflow/tfjs-core';
 * const squared = defineLoss({
 *   name: 'acme/squared',
 *   summary: 'Mean squared distance of the first view from the labels.',
 *   options: z.strictObject({}),
 *   load: async () => () => ({
 *     compute: ({ logits, labels, views }) =>
 *       tf.mean(tf.squaredDifference(tf.softmax(tf.split(logits, views)[0]), labels)),
 *   }),
 * });
 * squared.kind; // => 'loss'
 * ```
 */
export const defineLoss = /* @__PURE__ */ pluginDefiner<'loss', Loss>('loss');

/**
 * Defines a network architecture.
 *
 * @example
 * ```ts
 * import { z } from '@augmix/core';
 * import { defineModel } from '@augmix/core/tensor';
 * import * as tf from '@tensorflow/tfjs-layers';
 * const linear = defineModel({
 *   name: 'acme/linear',
 *   summary: 'One linear layer.',
 *   options: z.strictObject({}),
 *   load: async () => () => ({
 *     build: ({ inputShape, classes }) =>
 *       tf.sequential({
 *         layers: [tf.layers.flatten({ inputShape: [...inputShape] }), tf.layers.dense({ units: classes })],
 *       }),
 *   }),
 * });
 * linear.kind; // => 'model'
 * ```
 */
export const defineModel = /* @__PURE__ */ pluginDefiner<'model', Model>('model');

/**
 * Defines an optimizer.
 *
 * @example
 * ```ts
 * import { z } from '@augmix/core';
 * import { defineOptimizer } from '@augmix/core/tensor';
 * import * as tf from '@tensorflow/tfjs-core';
 * const plain = defineOptimizer({
 *   name: 'acme/plain-sgd',
 *   summary: 'w ← w − rate · g.',
 *   options: z.strictObject({ learningRate: z.number().positive().default(0.1) }),
 *   load: async () => (options) => ({
 *     learningRate: options.learningRate,
 *     step(variables, gradients, rate) {
 *       for (const [name, variable] of Object.entries(variables))
 *         tf.tidy(() => variable.assign(tf.sub(variable, tf.mul(gradients[name], rate))));
 *     },
 *     state: () => ({}),
 *     restore: () => {},
 *     dispose: () => {},
 *   }),
 * });
 * plain.kind; // => 'optimizer'
 * ```
 */
export const defineOptimizer = /* @__PURE__ */ pluginDefiner<'optimizer', Optimizer>('optimizer');

/**
 * Defines a learning-rate schedule.
 *
 * @example
 * ```ts
 * import { createRegistry, z } from '@augmix/core';
 * import { defineSchedule } from '@augmix/core/tensor';
 * const linear = defineSchedule({
 *   name: 'acme/linear',
 *   summary: 'From the base rate straight down to 0.',
 *   options: z.strictObject({}),
 *   load: async () => () => ({ rate: (step, total, learningRate) => learningRate * (1 - step / total) }),
 * });
 * const schedule = await createRegistry().use(linear).create('schedule', { type: 'acme/linear' });
 * schedule.rate(25, 100, 0.1); // => 0.075
 * ```
 */
export const defineSchedule = /* @__PURE__ */ pluginDefiner<'schedule', Schedule>('schedule');

/**
 * Defines a TensorFlow.js backend.
 *
 * @example
 * ```ts
 * import { z } from '@augmix/core';
 * import { defineBackend } from '@augmix/core/tensor';
 * import * as tf from '@tensorflow/tfjs-core';
 * const current = defineBackend({
 *   name: 'acme/current',
 *   summary: 'Whatever the program has set up.',
 *   options: z.strictObject({}),
 *   load: async () => () => ({ start: () => tf.ready(), describe: async () => ({ name: tf.getBackend() }) }),
 * });
 * current.kind; // => 'backend'
 * ```
 */
export const defineBackend = /* @__PURE__ */ pluginDefiner<'backend', Backend>('backend');

/**
 * Defines a training callback.
 *
 * @example
 * ```ts
 * import { z } from '@augmix/core';
 * import { defineCallback } from '@augmix/core/tensor';
 * const lossPrinter = defineCallback({
 *   name: 'acme/loss-printer',
 *   summary: 'Prints the loss of every epoch.',
 *   options: z.strictObject({}),
 *   load: async () => () => ({ onEpochEnd: ({ epoch, loss }) => console.log(epoch, loss) }),
 * });
 * lossPrinter.kind; // => 'callback'
 * ```
 */
export const defineCallback = /* @__PURE__ */ pluginDefiner<'callback', Callback>('callback');
