import { z } from '@augmix/core';
import { presetNames } from '../../preset.js';

/** The options of every perturbation. */
export const perturbationOptions = z.strictObject({
  preset: z
    .enum(presetNames)
    .describe('The benchmark whose sequences are meant, whatever the size of the images.'),
  cropSize: z
    .union([z.int().positive(), z.number().gt(0).lt(1)])
    .optional()
    .describe('Side in pixels of the square cut out of the middle; below 1, the share of each side.'),
  resizeSize: z.int().positive().optional().describe('Side in pixels that the cut is resized to.'),
});

/** The options of noises. */
export const noisePerturbationOptions = perturbationOptions.extend({
  difficulty: z
    .union([z.literal(1), z.literal(2), z.literal(3)])
    .optional()
    .describe('How strong the noise is; 1, the one that scores are made of, when left out.'),
});

/**
 * Options of every perturbation.
 *
 * @example
 * ```ts
 * import type { PerturbationOptions } from '@augmix/corruptions/plugins';
 * const options: PerturbationOptions = { preset: 'imagenet', cropSize: 224 };
 * ```
 */
export type PerturbationOptions = z.input<typeof perturbationOptions>;

/**
 * Options of noise perturbations.
 *
 * @example
 * ```ts
 * import type { NoisePerturbationOptions } from '@augmix/corruptions/plugins';
 * const options: NoisePerturbationOptions = { preset: 'cifar', difficulty: 2 };
 * ```
 */
export type NoisePerturbationOptions = z.input<typeof noisePerturbationOptions>;
