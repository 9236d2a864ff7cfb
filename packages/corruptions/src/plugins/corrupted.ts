import { defineDataset, longRef, pluginRef, z, type Severity } from '@augmix/core';
import { corrupted } from '../corrupted.js';
import type { CorruptionKey } from '../corruption-stream.js';

const options = z.strictObject({
  dataset: pluginRef('dataset').describe('The data set whose images are corrupted.'),
  corruption: pluginRef('corruption').describe('The corruption, with its preset.'),
  severity: z.int().min(1).max(5).describe('1 (weak) to 5 (strong).'),
  seed: z.int().min(0).default(0).describe('Seed of the random streams.'),
});

/**
 * The data set `corrupted` as a plugin.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { corruptedPlugin } from '@augmix/corruptions/plugins';
 * createRegistry().use(corruptedPlugin).names('dataset'); // => ['corrupted']
 * ```
 */
export const corruptedPlugin = defineDataset({
  name: 'corrupted',
  summary: 'Another data set, corrupted as it is read.',
  options,
  load: async () => async (settings, context) =>
    corrupted({
      dataset: await context.create('dataset', settings.dataset),
      corruption: await context.create('corruption', settings.corruption),
      name: longRef(settings.corruption).type as CorruptionKey['corruption'],
      severity: settings.severity as Severity,
      seed: settings.seed,
    }),
});

/** Options of `dataset/corrupted` as a config states them. */
export type CorruptedOptions = z.input<typeof options>;

declare module '@augmix/core' {
  interface PluginTypes {
    'dataset/corrupted': CorruptedOptions;
  }
}
