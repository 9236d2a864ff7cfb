import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AugmixError } from '../errors.js';
import type { AnyPlugin } from '../plugin.js';
import type { Registry } from '../registry.js';
import { resolveRun } from '../config/resolve-run.js';
import { defaultPluginTypes, type ResolvedRunConfig } from '../config/run-config.js';
import { applyOverrides } from './overrides.js';
import { parseConfigText } from './config-source.js';
import { usePluginModules } from './load-plugins.js';

/** A run that is ready to start. */
export interface LoadedRun {
  config: ResolvedRunConfig;
  /** The registry with the config's own packages. */
  registry: Registry<AnyPlugin>;
  /** Folder of the config; relative paths start here. */
  folder: string;
  /** Adds file, line and column to an error about a place in the config; a config given as a value has none. */
  locate(error: unknown): unknown;
}

/**
 * Reads a config file, applies overrides, loads its plugin packages and resolves every option.
 *
 * @param file YAML or JSON.
 * @throws AugmixError `CONFIG_NOT_FOUND`, `CONFIG_SYNTAX`, `CONFIG_UNKNOWN_KEY`, `CONFIG_INVALID_VALUE`,
 * `PLUGIN_UNKNOWN`, … with file, line and column.
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises';
 * import { createRegistry, isAugmixError } from '@augmix/core';
 * import { loadRun } from '@augmix/core/node';
 * await writeFile('run.yaml', 'seed: 1\nepochs: 3\n');
 * let line = '';
 * try {
 *   await loadRun(createRegistry(), 'run.yaml');
 * } catch (error) {
 *   if (isAugmixError(error)) line = error.toLine();
 * }
 * line; // => 'CONFIG_UNKNOWN_KEY at run.yaml:2:1 epochs: unknown key "epochs"; known: $schema, augmentation, backend, batchAugmentation, callbacks, dataset, loss, metrics, model, normalization, optimizer, pipeline, plugins, schedule, seed, trainImages, trainer, transforms, validation, views'
 * ```
 */
export async function loadRun<P extends AnyPlugin>(
  registry: Registry<P>,
  file: string,
  overrides: readonly string[] = [],
): Promise<LoadedRun> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new AugmixError('CONFIG_NOT_FOUND', 'cannot read the config', {
      file,
      suggestion: '"augmix init" writes one to start from',
      cause,
    });
  }
  const source = parseConfigText(text, file);
  try {
    const folder = dirname(resolve(file));
    const run = await resolveLoaded(
      registry,
      applyOverrides(source.value, overrides, defaultPluginTypes),
      folder,
    );
    return { ...run, locate: (error) => source.locate(error) };
  } catch (error) {
    throw source.locate(error);
  }
}

/**
 * The same for a config that is a value already, such as one from `defineRun`.
 *
 * @example
 * ```ts
 * import { resolveLoaded } from '@augmix/core/node';
 * import { createFirstPartyRegistry } from 'augmix';
 * const run = await resolveLoaded(createFirstPartyRegistry(), { dataset: 'cifar10', seed: 3 }, '.');
 * run.config.seed; // => 3
 * run.config.trainer.batchSize; // => 128
 * ```
 */
export async function resolveLoaded<P extends AnyPlugin>(
  registry: Registry<P>,
  config: unknown,
  folder: string,
): Promise<LoadedRun> {
  const specifiers = (config as { plugins?: unknown } | null)?.plugins;
  const names = Array.isArray(specifiers) ? specifiers.filter((name) => typeof name === 'string') : [];
  const extended = await usePluginModules(registry, names, folder);
  return { config: resolveRun(extended, config), registry: extended, folder, locate: (error) => error };
}
