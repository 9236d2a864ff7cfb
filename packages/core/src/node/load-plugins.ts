import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AugmixError, isAugmixError } from '../errors.js';
import { missingPackage } from '../missing-package.js';
import type { AnyPlugin, PluginSet } from '../plugin.js';
import type { Registry } from '../registry.js';
import { ConfigError, type ConfigPath } from '../validate.js';
import { resolvePackage } from './resolve-package.js';

/** The URL of a package or file named under `plugins:`, found from the folder of the config. */
function moduleUrl(specifier: string, folder: string): string {
  if (specifier.startsWith('file:')) return specifier;
  if (specifier.startsWith('.') || isAbsolute(specifier)) {
    return pathToFileURL(resolve(folder, specifier)).href;
  }
  return pathToFileURL(resolvePackage(specifier, resolve(folder))).href;
}

function isPluginSet(value: unknown): value is PluginSet {
  return typeof value === 'object' && value !== null && Array.isArray((value as PluginSet).plugins);
}

/**
 * Imports a module that exports `plugins` (made by `definePlugins`), as its named or default export.
 *
 * @param module a URL, as in `PluginSet.module`.
 * @throws AugmixError `PLUGIN_PACKAGE_NOT_FOUND`, `DEPENDENCY_MISSING` for a package that it imports, or `PLUGIN_INVALID`.
 * @example
 * ```ts
 * import { importPluginSet } from '@augmix/core/node';
 * const set = await importPluginSet(import.meta.resolve('@augmix/ops/plugins'));
 * set.package; // => '@augmix/ops'
 * ```
 */
export async function importPluginSet(module: string): Promise<PluginSet> {
  let exports: Record<string, unknown>;
  try {
    exports = (await import(module)) as Record<string, unknown>;
  } catch (cause) {
    const missing = missingPackage(cause);
    if (missing) {
      throw new AugmixError('DEPENDENCY_MISSING', `${module} needs ${missing}, which is not installed`, {
        suggestion: `npm install ${missing}`,
        cause,
      });
    }
    throw new AugmixError(
      'PLUGIN_PACKAGE_NOT_FOUND',
      `cannot load ${module}: ${(cause as Error).message.split('\n')[0]}`,
      { cause },
    );
  }
  const fromDefault = exports['default'] as { plugins?: unknown } | undefined;
  const found = [exports['plugins'], fromDefault?.plugins, fromDefault].find(isPluginSet);
  if (!found) {
    throw new AugmixError('PLUGIN_INVALID', `${module} exports no plugins`, {
      expected: 'an export named "plugins", made by definePlugins',
    });
  }
  // The URL it was really loaded from is what worker threads can load again.
  return { ...found, module };
}

/**
 * A registry with the packages and files of a config's `plugins:` added.
 *
 * @param folder where names and relative paths start from.
 * @throws AugmixError `PLUGIN_PACKAGE_NOT_FOUND`, `PLUGIN_INVALID`, `PLUGIN_DUPLICATE` or `PLUGIN_API_VERSION`.
 * @example
 * ```ts
 * import { writeFile } from 'node:fs/promises';
 * import { createRegistry } from '@augmix/core';
 * import { usePluginModules } from '@augmix/core/node';
 * await writeFile('nothing.mjs', 'export const plugins = { package: "nothing", module: import.meta.url, plugins: [] };');
 * const registry = await usePluginModules(createRegistry(), ['./nothing.mjs'], '.');
 * registry.list(); // => []
 * ```
 */
export async function usePluginModules<P extends AnyPlugin>(
  registry: Registry<P>,
  specifiers: readonly string[],
  folder: string,
): Promise<Registry<AnyPlugin>> {
  let extended = registry as unknown as Registry<AnyPlugin>;
  for (const [index, specifier] of specifiers.entries()) {
    const place: ConfigPath = ['plugins', index];
    let url: string;
    try {
      url = moduleUrl(specifier, folder);
    } catch (cause) {
      throw new ConfigError(
        'PLUGIN_PACKAGE_NOT_FOUND',
        `cannot find "${specifier}" from ${resolve(folder)}`,
        { suggestion: 'install the package there, or start a relative path with ./', cause },
        place,
      );
    }
    try {
      extended = extended.use(await importPluginSet(url));
    } catch (error) {
      if (isAugmixError(error)) throw new ConfigError(error.code, error.message, error.details, place);
      throw error;
    }
  }
  extended.checkPrerequisites();
  return extended;
}
