import { availableParallelism } from 'node:os';
import { ConfigError, isAugmixError, type ResolvedRunConfig } from '@augmix/core';
import type { LoadedRun } from '@augmix/core/node';
import type { Backend } from '@augmix/core/tensor';
import { refuseInlinePlugins } from '@augmix/pipeline';

/**
 * Decides how many replicas a run has and checks that it can have them.
 *
 * @param begun the config that a run which is gone on with was started with; `auto` keeps its number.
 * @returns the run with that number in its config.
 * @throws AugmixError `CONFIG_CONFLICT` when the backend cannot be replicated or a batch has fewer images than there are
 * replicas; `PLUGIN_INLINE` when a plugin that every replica needs was given in code.
 */
export async function withReplicaCount(run: LoadedRun, begun?: ResolvedRunConfig): Promise<LoadedRun> {
  const { trainer } = run.config;
  const wanted = trainer.replicas === 'auto' ? begun?.trainer.replicas : trainer.replicas;
  const replicas = typeof wanted === 'number' ? wanted : await bestCount(run);
  if (replicas > 1) await checkCount(run, replicas);
  return { ...run, config: { ...run.config, trainer: { ...trainer, replicas } } };
}

async function bestCount(run: LoadedRun): Promise<number> {
  const { pipeline, trainer } = run.config;
  const count = Math.min(availableParallelism() - pipeline.workers, trainer.batchSize);
  if (count < 2) return 1;
  try {
    await checkCount(run, count);
    return count;
  } catch (error) {
    if (isAugmixError(error) && ['CONFIG_CONFLICT', 'PLUGIN_INLINE'].includes(error.code)) return 1;
    throw error;
  }
}

async function checkCount({ config, registry }: LoadedRun, replicas: number): Promise<void> {
  const refuse = (message: string, expected: string): never => {
    throw new ConfigError('CONFIG_CONFLICT', message, { expected }, ['trainer', 'replicas']);
  };
  const { backend, model, loss, trainer } = config;
  if (replicas > trainer.batchSize) {
    refuse(
      `${replicas} replicas cannot share a batch of ${trainer.batchSize} images`,
      `at most ${trainer.batchSize}`,
    );
  }
  const { replicable = false } = (await registry.create('backend', backend)) as Backend;
  if (!replicable) {
    refuse(`backend "${backend.type}" cannot have an instance in each thread`, '1, or another backend');
  }
  const needed = [['backend', backend] as const, ['model', model] as const, ['loss', loss] as const];
  refuseInlinePlugins(registry, needed, {
    path: 'trainer.replicas',
    without: 'set trainer.replicas to 1',
  });
}
