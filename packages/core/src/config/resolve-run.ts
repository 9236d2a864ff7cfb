import type { AnyPlugin } from '../plugin.js';
import type { Registry } from '../registry.js';
import { parseWith } from '../validate.js';
import { ConfigError } from '../validate.js';
import { runConfigSchema, type ResolvedRunConfig } from './run-config.js';

/**
 * Checks a run's config against the registry and fills in every default, down to the options of nested plugins.
 *
 * @throws AugmixError `CONFIG_UNKNOWN_KEY`, `CONFIG_INVALID_VALUE`, `CONFIG_CONFLICT` or `PLUGIN_UNKNOWN`.
 * @example
 * ```ts
 * import { resolveRun } from '@augmix/core';
 * import { createFirstPartyRegistry } from 'augmix';
 * const run = resolveRun(createFirstPartyRegistry(), { dataset: 'cifar10' });
 * run.loss; // => { type: 'jensen-shannon', weight: 12 }
 * ```
 */
export function resolveRun<P extends AnyPlugin>(registry: Registry<P>, config: unknown): ResolvedRunConfig {
  const { $schema: _schema, ...parsed } = parseWith(runConfigSchema, config);
  const resolved = registry.resolveRefs(runConfigSchema, parsed) as ResolvedRunConfig;
  const { mean, std } = resolved.normalization ?? { mean: [0], std: [1] };
  if (mean.length !== std.length) {
    throw new ConfigError(
      'CONFIG_CONFLICT',
      `normalization has ${mean.length} means and ${std.length} standard deviations`,
      { expected: 'as many of both' },
      ['normalization'],
    );
  }
  checkBatchAugmentation(resolved);
  const names = resolved.metrics.map(({ type }) => type);
  const repeated = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (repeated >= 0) {
    // Logs and results have one column per name.
    throw new ConfigError('CONFIG_CONFLICT', `metric "${names[repeated]}" is named twice`, {}, [
      'metrics',
      repeated,
    ]);
  }
  return resolved;
}

// Its label is a mixture too, so a mixed image has no other views to agree with.
function checkBatchAugmentation({ batchAugmentation, views }: ResolvedRunConfig): void {
  if (!batchAugmentation || views.length === 1) return;
  throw new ConfigError(
    'CONFIG_CONFLICT',
    `batch augmentation "${batchAugmentation.type}" mixes images and labels, so ${views.length} views of one image cannot be compared`,
    {
      expected: 'a single view',
      suggestion: 'set views: [augmented] or views: [clean], and loss: cross-entropy',
    },
    ['views'],
  );
}
