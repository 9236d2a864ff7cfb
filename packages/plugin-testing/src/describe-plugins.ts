import { AugmixError, nearestName, type AnyPlugin, type PluginSet, type Registry } from '@augmix/core';
import { registryOf } from './internal/registry-of.js';
import { describePlugin, lawsFor, type KitCount } from './kit.js';
import { runnerOf } from './runner.js';
import type { AnyRegistry, KitSettings, PluginId, PluginsSettings } from './settings.js';

/**
 * Registers the tests of every plugin of a package, or of a whole registry. The name of the outermost suite says how
 * many plugins and tests there are.
 *
 * @param set what a package exports as `plugins`, or a registry
 * @param settings `options` and `examples` by plugin, such as `{ 'op/acme/tint': { strength: 1 } }`
 * @throws AugmixError `USAGE` when there is no test runner, or when settings name a plugin that is not in the set.
 * @example
 * ```ts
 * import { describe, it } from 'node:test';
 * import { plugins } from '@augmix/ops/plugins';
 * import { describePlugins } from '@augmix/plugin-testing';
 * const { plugins: count } = describePlugins(plugins, { runner: { describe, it } });
 * count === plugins.plugins.length; // => true
 * ```
 */
export function describePlugins(set: PluginSet | AnyRegistry, settings: PluginsSettings = {}): KitCount {
  const { options = {}, examples = {}, exceptions = {}, ...shared } = settings;
  const runner = runnerOf(settings.runner);
  const plugins: readonly AnyPlugin[] =
    'plugins' in set ? set.plugins : set.list().map(({ plugin }) => plugin);
  const idOf = ({ kind, name }: AnyPlugin): PluginId => `${kind}/${name}`;
  const named = [options, examples, exceptions].flatMap((settings) => Object.keys(settings));
  checkIds(named, plugins.map(idOf));

  // A plugin finds its siblings in its options, and those of the registry that was passed in.
  const registry = 'plugins' in set ? withSiblings(settings, set) : set;
  const each = (plugin: AnyPlugin): KitSettings => ({
    ...shared,
    runner,
    registry,
    options: options[idOf(plugin)],
    example: examples[idOf(plugin)],
    exceptions: exceptions[idOf(plugin)],
  });
  const count = {
    plugins: plugins.length,
    cases: plugins.reduce((sum, plugin) => sum + lawsFor(plugin, each(plugin)).length, 0),
  };
  const title = `${count.plugins} plugin${count.plugins === 1 ? '' : 's'}, ${count.cases} cases`;
  runner.describe('plugins' in set ? `${set.package}: ${title}` : title, () => {
    for (const plugin of plugins) describePlugin(plugin, each(plugin));
  });
  return count;
}

function withSiblings(settings: PluginsSettings, set: PluginSet): Registry<AnyPlugin> {
  const registry = registryOf(settings);
  const siblings = set.plugins.filter(({ kind, name }) => !registry.names(kind).includes(name));
  return registry.use({ ...set, plugins: siblings });
}

function checkIds(named: readonly string[], known: readonly string[]): void {
  const unknown = named.find((id) => !known.includes(id));
  if (unknown === undefined) return;
  const near = nearestName(unknown, known);
  throw new AugmixError('USAGE', `there are settings for "${unknown}", which is not in the set`, {
    expected: 'kind/name of a plugin under test',
    suggestion: near && `did you mean "${near}"?`,
  });
}
