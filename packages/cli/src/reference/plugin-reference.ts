import type { AnyPlugin, PluginOrigin, Registry } from '@augmix/core';
import { exampleUse, type ExampleUse } from './example-use.js';
import { optionRows, type OptionRow } from './option-rows.js';

/** Everything that there is to say of a plugin. */
export interface PluginReference extends ExampleUse {
  kind: string;
  name: string;
  package: string;
  summary: string;
  /** Markdown, from the doc comment of its code; first-party plugins have one. */
  description?: string;
  /** Paper or reference implementation. */
  source?: string;
  /** Where the code stands in the repository. */
  file?: string;
  options: OptionRow[];
}

/**
 * What `augmix plugins show` prints of a plugin and its page in the reference says.
 *
 * @param entry as `registry.list()` gives it
 * @param registry knows the plugins that its options name
 * @example
 * ```ts
 * import { createFirstPartyRegistry, pluginReference } from 'augmix';
 * const registry = createFirstPartyRegistry();
 * const { options, yaml } = await pluginReference(registry.list('schedule')[1], registry);
 * options[0].name; // => 'minimum'
 * yaml; // => 'dataset: cifar10\nschedule:\n  type: cosine\n  minimum: 0.000001\n'
 * ```
 */
export async function pluginReference<P extends AnyPlugin>(
  { plugin, origin }: { plugin: AnyPlugin; origin: PluginOrigin },
  registry: Registry<P>,
): Promise<PluginReference> {
  const { descriptions } = await import('./descriptions.generated.js');
  const { kind, name, summary } = plugin;
  return {
    kind,
    name,
    package: origin.package,
    summary,
    ...descriptions[`${kind}/${name}`],
    options: optionRows(plugin),
    ...(await exampleUse(plugin, registry as unknown as Registry<AnyPlugin>)),
  };
}
