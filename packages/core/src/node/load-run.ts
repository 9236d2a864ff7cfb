import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AugmixError } from '../errors.js';
import type { AnyPlugin } from '../plugin.js';
import type { Registry } from '../registry.js';
import { resolveRun } from '../config/resolve-run.js';
import type { ResolvedRunConfig } from '../config/run-config.js';
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
}

/**
 * Reads a config file, applies overrides, loads its plugin packages and resolves every option.
 *
 * @param file YAML or JSON.
 * @throws AugmixError `CONFIG_NOT_FOUND`, `CONFIG_SYNTAX`, `CONFIG_UNKNOWN_KEY`, `CONFIG_INVALID_VALUE`,
 * `PLUGIN_UNKNOWN`, … with file, line and column.
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
    return await resolveLoaded(registry, applyOverrides(source.value, overrides), folder);
  } catch (error) {
    throw source.locate(error);
  }
}

/** The same for a config that is a value already, such as one from `defineRun`. */
export async function resolveLoaded<P extends AnyPlugin>(
  registry: Registry<P>,
  config: unknown,
  folder: string,
): Promise<LoadedRun> {
  const specifiers = (config as { plugins?: unknown } | null)?.plugins;
  const names = Array.isArray(specifiers) ? specifiers.filter((name) => typeof name === 'string') : [];
  const extended = await usePluginModules(registry, names, folder);
  return { config: resolveRun(extended, config), registry: extended, folder };
}
