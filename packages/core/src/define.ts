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

/**
 * Defines an augmentation of single images.
 *
 * @example
 * ```ts
 * import { createRegistry, defineAugmentation, z } from '@augmix/core';
 * const flat = defineAugmentation({
 *   name: 'acme/flat',
 *   summary: 'Gives every value one level.',
 *   options: z.strictObject({ level: z.number().default(0) }),
 *   load: async () => (options) => ({
 *     sample: () => ({}),
 *     render: (image, trace, normalization, out) => void out.fill(options.level),
 *   }),
 * });
 * createRegistry().use(flat).resolve('augmentation', 'acme/flat'); // => { type: 'acme/flat', level: 0 }
 * ```
 */
export const defineAugmentation = /* @__PURE__ */ pluginDefiner<'augmentation', Augmentation>('augmentation');

/**
 * Defines an augmentation that mixes the images and labels of a batch.
 *
 * @example
 * ```ts
 * import { defineBatchAugmentation, z } from '@augmix/core';
 * const average = defineBatchAugmentation({
 *   name: 'acme/average',
 *   summary: 'Makes every label uniform.',
 *   options: z.strictObject({}),
 *   load: async () => () => ({
 *     sample: () => ({}),
 *     apply: (batch, labels) => void labels.data.fill(1 / labels.classes),
 *   }),
 * });
 * average.kind; // => 'batch-augmentation'
 * ```
 */
export const defineBatchAugmentation = /* @__PURE__ */ pluginDefiner<'batch-augmentation', BatchAugmentation>(
  'batch-augmentation',
);

/**
 * Defines a metric of predictions.
 *
 * @example
 * ```ts
 * import { createRegistry, defineMetric, z } from '@augmix/core';
 * const count = defineMetric({
 *   name: 'acme/count',
 *   summary: 'Number of predictions.',
 *   options: z.strictObject({}),
 *   load: async () => () => {
 *     let total = 0;
 *     return {
 *       unit: '',
 *       better: 'higher',
 *       reset: () => void (total = 0),
 *       update: ({ labels }) => void (total += labels.length),
 *       compute: () => total,
 *     };
 *   },
 * });
 * const metric = await createRegistry().use(count).create('metric', { type: 'acme/count' });
 * metric.update({ logits: new Float32Array(6), classes: 2, labels: [0, 1, 0] });
 * metric.compute(); // => 3
 * ```
 */
export const defineMetric = /* @__PURE__ */ pluginDefiner<'metric', Metric>('metric');

/**
 * Defines a labelled image data set.
 *
 * @example
 * ```ts
 * import { createImage, createRegistry, defineDataset, z } from '@augmix/core';
 * const squares = defineDataset({
 *   name: 'acme/squares',
 *   summary: 'Dark and bright squares.',
 *   options: z.strictObject({ side: z.int().min(1).default(8) }),
 *   load: async () => (options) => ({
 *     classes: ['dark', 'bright'],
 *     open: async (_split) => ({
 *       length: 2,
 *       label: (index) => index,
 *       read: (index) => createImage(options.side, options.side, 1, new Uint8Array(options.side ** 2).fill(200 * index)),
 *     }),
 *   }),
 * });
 * const dataset = await createRegistry().use(squares).create('dataset', { type: 'acme/squares', side: 4 });
 * const test = await dataset.open('test');
 * (await test.read(1)).data[0]; // => 200
 * ```
 */
export const defineDataset = /* @__PURE__ */ pluginDefiner<'dataset', Dataset>('dataset');

/**
 * Defines a corruption of a robustness benchmark.
 *
 * @example
 * ```ts
 * import { createImage, createRegistry, defineCorruption, z } from '@augmix/core';
 * const darken = defineCorruption({
 *   name: 'acme/darken',
 *   summary: 'Takes away ten levels per severity.',
 *   options: z.strictObject({}),
 *   load: async () => () => ({
 *     sample: (stream, severity) => ({ levels: 10 * severity }),
 *     apply: (image, { levels }) => ({ ...image, data: image.data.map((value) => Math.max(0, value - levels)) }),
 *   }),
 * });
 * const corruption = await createRegistry().use(darken).create('corruption', { type: 'acme/darken' });
 * corruption.apply(createImage(1, 1, 1, Uint8Array.of(100)), { levels: 30 }).data[0]; // => 70
 * ```
 */
export const defineCorruption = /* @__PURE__ */ pluginDefiner<'corruption', Corruption>('corruption');

/**
 * Defines a perturbation sequence of a robustness benchmark.
 *
 * @example
 * ```ts
 * import { definePerturbation, z } from '@augmix/core';
 * const fade = definePerturbation({
 *   name: 'acme/fade',
 *   summary: 'Darkens the image frame by frame.',
 *   options: z.strictObject({}),
 *   load: async () => () => ({
 *     compare: 'previous',
 *     sample: () => ({ levels: 5 }),
 *     *frames(image, { levels }) {
 *       for (let frame = 0; frame < 3; frame++)
 *         yield { ...image, data: image.data.map((value) => Math.max(0, value - frame * levels)) };
 *     },
 *   }),
 * });
 * fade.kind; // => 'perturbation'
 * ```
 */
export const definePerturbation = /* @__PURE__ */ pluginDefiner<'perturbation', Perturbation>('perturbation');
