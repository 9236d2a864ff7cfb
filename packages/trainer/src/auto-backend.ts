import {
  isAugmixError,
  type AnyPlugin,
  type PluginContext,
  type Registry,
  type ResolvedRunConfig,
} from '@augmix/core';
import type { LoadedRun } from '@augmix/core/node';
import type { Backend } from '@augmix/core/tensor';

/** Fastest first; the last one needs no installation. */
const preferred = ['tensorflow', 'wasm'] as const;

/**
 * The name of the backend that `auto` stands for: the one that the environment variable `AUGMIX_BACKEND` names, else the
 * first of `tensorflow` and `wasm` that is registered and installed.
 *
 * @throws AugmixError `PLUGIN_UNKNOWN` when there is none.
 * @example
 * ```ts
 * import { createFirstPartyRegistry } from 'augmix';
 * import { chooseBackend } from '@augmix/trainer';
 * const registry = createFirstPartyRegistry();
 * const name = await chooseBackend((name) => registry.create('backend', { type: name as 'wasm' }));
 * ['tensorflow', 'wasm'].includes(name); // => true
 * ```
 */
export async function chooseBackend(create: (name: string) => Promise<unknown>): Promise<string> {
  const named = process.env['AUGMIX_BACKEND'];
  if (named && named !== 'auto') return named;
  for (const name of preferred) {
    const backend = (await create(name).catch((error: unknown) => {
      if (isAugmixError(error) && error.code === 'PLUGIN_UNKNOWN') return undefined;
      throw error;
    })) as Backend | undefined;
    if (backend && ((await backend.isInstalled?.()) ?? true)) return name;
  }
  return preferred[preferred.length - 1];
}

/** The backend that `auto` stands for, chosen when it starts. */
export function autoBackend({ create }: PluginContext): Backend {
  let chosen: { name: string; backend: Backend } | undefined;
  return {
    async start() {
      const name = await chooseBackend((name) => create('backend', name));
      chosen ??= { name, backend: (await create('backend', name)) as Backend };
      await chosen.backend.start();
    },
    async describe() {
      return chosen
        ? { backend: chosen.name, ...(await chosen.backend.describe()) }
        : { backend: 'not chosen yet' };
    },
  };
}

/**
 * Decides which backend `auto` is in a run.
 *
 * @param begun the config that a run which is gone on with was started with; its choice is kept.
 * @returns the run with that backend in its config.
 */
export async function withChosenBackend(run: LoadedRun, begun?: ResolvedRunConfig): Promise<LoadedRun> {
  if (run.config.backend.type !== 'auto') return run;
  const registry = run.registry as Registry<AnyPlugin>;
  const ref =
    begun?.backend ??
    registry.resolve('backend', await chooseBackend((name) => registry.create('backend', name)));
  return { ...run, config: { ...run.config, backend: ref } };
}
