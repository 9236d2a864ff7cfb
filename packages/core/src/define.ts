import type { Augmentation, BatchAugmentation } from './contracts/augmentation.js';
import type { Corruption, Perturbation } from './contracts/corruption.js';
import type { Dataset } from './contracts/dataset.js';
import type { Metric } from './contracts/metric.js';
import type { Op } from './contracts/op.js';
import { pluginDefiner } from './plugin.js';

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
export const defineOp = /* @__PURE__ */ pluginDefiner<'op', Op>('op');

/** Defines an augmentation of single images. */
export const defineAugmentation = /* @__PURE__ */ pluginDefiner<'augmentation', Augmentation>('augmentation');

/** Defines an augmentation that mixes the images and labels of a batch. */
export const defineBatchAugmentation = /* @__PURE__ */ pluginDefiner<'batch-augmentation', BatchAugmentation>(
  'batch-augmentation',
);

/** Defines a metric of predictions. */
export const defineMetric = /* @__PURE__ */ pluginDefiner<'metric', Metric>('metric');

/** Defines a labelled image data set. */
export const defineDataset = /* @__PURE__ */ pluginDefiner<'dataset', Dataset>('dataset');

/** Defines a corruption of a robustness benchmark. */
export const defineCorruption = /* @__PURE__ */ pluginDefiner<'corruption', Corruption>('corruption');

/** Defines a perturbation sequence of a robustness benchmark. */
export const definePerturbation = /* @__PURE__ */ pluginDefiner<'perturbation', Perturbation>('perturbation');
