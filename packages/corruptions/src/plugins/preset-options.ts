import { z } from '@augmix/core';
import { presetNames } from '../preset.js';

/** The options of every corruption. */
export const presetOptions = z.strictObject({
  preset: z
    .enum(presetNames)
    .describe('The benchmark whose severities are meant, whatever the size of the images.'),
});

/**
 * Options of every corruption.
 *
 * @example
 * ```ts
 * import type { PresetOptions } from '@augmix/corruptions/plugins';
 * const options: PresetOptions = { preset: 'imagenet' };
 * ```
 */
export type PresetOptions = z.input<typeof presetOptions>;
