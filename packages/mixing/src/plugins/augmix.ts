import { defineAugmentation, longRef, pluginRef, z, type PluginRef } from '@augmix/core';
import { augmix } from '../augmix.js';

/** The ops of the reference in its order, without those that overlap with ImageNet-C's corruptions. */
const defaultOps = [
  'autocontrast',
  'equalize',
  'posterize',
  'rotate',
  'solarize',
  'shear_x',
  'shear_y',
  'translate_x',
  'translate_y',
];
const overlappingOps = ['color', 'contrast', 'brightness', 'sharpness'];

const level = z.int().min(0).max(255);

const options = z.strictObject({
  severity: z.number().positive().max(10).default(3).describe('Strength of the ops, above 0, at most 10.'),
  width: z.int().min(1).default(3).describe('Number of chains.'),
  depth: z.int().min(-1).default(-1).describe('Ops in every chain; −1 or 0 draws 1, 2 or 3 for each.'),
  alpha: z.number().positive().default(1).describe('Parameter of the Dirichlet and the beta distribution.'),
  ops: z.array(pluginRef('op')).min(1).default(defaultOps).describe('The ops that chains choose from.'),
  allOps: z
    .boolean()
    .default(false)
    .describe('Adds color, contrast, brightness and sharpness, which overlap with ImageNet-C.'),
  fill: z
    .union([level, z.array(level).min(1)])
    .optional()
    .describe("Level of pixels from outside the image, in place of the ops' own."),
  interpolation: z.enum(['bilinear', 'nearest']).optional().describe("In place of the ops' own."),
});

/**
 * Options of the `augmix` augmentation.
 *
 * @example
 * ```ts
 * import type { AugMixOptions } from '@augmix/mixing/plugins';
 * const options: AugMixOptions = { severity: 1, fill: 128 };
 * ```
 */
export type AugMixOptions = z.input<typeof options>;

function withOverlapping(ops: readonly PluginRef[]): PluginRef[] {
  const named = new Set(ops.map((ref) => longRef(ref).type));
  return [...ops, ...overlappingOps.filter((name) => !named.has(name))];
}

/**
 * AugMix as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { augmixPlugin } from '@augmix/mixing/plugins';
 * createRegistry().use(augmixPlugin).names('augmentation'); // => ['augmix']
 * ```
 */
export const augmixPlugin = defineAugmentation({
  name: 'augmix',
  summary: 'Mixes the image with a mixture of chains of ops.',
  options,
  load:
    async () =>
    async ({ ops: refs, allOps, ...settings }, context) => {
      const chosen = allOps ? withOverlapping(refs) : refs;
      const ops = await Promise.all(chosen.map((ref) => context.create('op', ref)));
      return augmix({ ...settings, ops });
    },
});

declare module '@augmix/core' {
  interface PluginTypes {
    'augmentation/augmix': AugMixOptions;
  }
}
