import {
  AugmixError,
  longRef,
  type AnyPlugin,
  type PluginKind,
  type PluginRef,
  type Registry,
} from '@augmix/core';

/**
 * Checks that worker threads, which are told modules and JSON, can have what a config names: that no plugin among `named`,
 * nor one that its options name, was given in code.
 *
 * @param setting the setting that asks for the threads, and what to do to get along without them.
 * @throws AugmixError `PLUGIN_INLINE`.
 * @example
 * ```ts
 * import { refuseInlinePlugins } from '@augmix/pipeline';
 * import { createFirstPartyRegistry } from 'augmix';
 * const setting = { path: 'pipeline.workers', without: 'set pipeline.workers to 0' };
 * refuseInlinePlugins(createFirstPartyRegistry(), [['augmentation', 'augmix']], setting); // => undefined
 * ```
 */
export function refuseInlinePlugins<P extends AnyPlugin>(
  registry: Registry<P>,
  named: Iterable<readonly [PluginKind, PluginRef]>,
  setting: { path: string; without: string },
): void {
  for (const [kind, ref] of named) {
    const { type } = longRef(ref);
    if (registry.origin(kind, type).module === undefined) {
      throw new AugmixError(
        'PLUGIN_INLINE',
        `${kind} "${type}" was given in code and cannot be sent to a worker thread`,
        {
          path: setting.path,
          suggestion: `${setting.without}, or put the plugin into a module and name it under plugins:`,
        },
      );
    }
    refuseInlinePlugins(registry, registry.refsIn(kind, ref), setting);
  }
}
