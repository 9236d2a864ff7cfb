import type * as z from 'zod';
import type { Augmentation, BatchAugmentation } from './contracts/augmentation.js';
import type { Corruption, Perturbation } from './contracts/corruption.js';
import type { Dataset } from './contracts/dataset.js';
import type { Metric } from './contracts/metric.js';
import type { Op } from './contracts/op.js';
import { definePlugin, type Plugin, type PluginDefinition } from './plugin.js';

/**
 * Defines an image operation.
 *
 * @example
 * ```ts
 * import { createImage, createRegistry, defineOp, z } from '@augmix/core';
 * const invert = defineOp({
 *   name: 'acme/invert',
 *   summary: 'Replaces each value v by 255 − v.',
 *   options: z.strictObject({}),
 *   load: async () => () => ({
 *     name: 'acme/invert',
 *     fromSeverity: () => ({}),
 *     apply: (image) => ({ ...image, data: image.data.map((value) => 255 - value) }),
 *   }),
 * });
 * const op = await createRegistry().use(invert).create('op', { type: 'acme/invert' });
 * op.apply(createImage(1, 1, 1)).data[0]; // => 255
 * ```
 */
export function defineOp<const Name extends string, Schema extends z.ZodType, Instance extends Op>(
  definition: PluginDefinition<Name, Schema, Instance>,
): Plugin<'op', Name, Schema, Instance> {
  return definePlugin('op', definition);
}

/** Defines an augmentation of single images. */
export function defineAugmentation<
  const Name extends string,
  Schema extends z.ZodType,
  Instance extends Augmentation,
>(definition: PluginDefinition<Name, Schema, Instance>): Plugin<'augmentation', Name, Schema, Instance> {
  return definePlugin('augmentation', definition);
}

/** Defines an augmentation that mixes the images and labels of a batch. */
export function defineBatchAugmentation<
  const Name extends string,
  Schema extends z.ZodType,
  Instance extends BatchAugmentation,
>(
  definition: PluginDefinition<Name, Schema, Instance>,
): Plugin<'batch-augmentation', Name, Schema, Instance> {
  return definePlugin('batch-augmentation', definition);
}

/** Defines a metric of predictions. */
export function defineMetric<const Name extends string, Schema extends z.ZodType, Instance extends Metric>(
  definition: PluginDefinition<Name, Schema, Instance>,
): Plugin<'metric', Name, Schema, Instance> {
  return definePlugin('metric', definition);
}

/** Defines a labelled image data set. */
export function defineDataset<const Name extends string, Schema extends z.ZodType, Instance extends Dataset>(
  definition: PluginDefinition<Name, Schema, Instance>,
): Plugin<'dataset', Name, Schema, Instance> {
  return definePlugin('dataset', definition);
}

/** Defines a corruption of a robustness benchmark. */
export function defineCorruption<
  const Name extends string,
  Schema extends z.ZodType,
  Instance extends Corruption,
>(definition: PluginDefinition<Name, Schema, Instance>): Plugin<'corruption', Name, Schema, Instance> {
  return definePlugin('corruption', definition);
}

/** Defines a perturbation sequence of a robustness benchmark. */
export function definePerturbation<
  const Name extends string,
  Schema extends z.ZodType,
  Instance extends Perturbation,
>(definition: PluginDefinition<Name, Schema, Instance>): Plugin<'perturbation', Name, Schema, Instance> {
  return definePlugin('perturbation', definition);
}
