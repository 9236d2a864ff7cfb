import { z, type AnyPlugin, type PluginKind, type Registry } from '@augmix/core';

interface Property {
  description?: string;
  enum?: unknown[];
  const?: unknown;
  examples?: unknown[];
  minimum?: number;
  pluginKind?: PluginKind;
}

/** The schema of a plugin's options as JSON Schema. */
export function optionProperties(plugin: AnyPlugin): {
  properties: Record<string, Property>;
  required: string[];
} {
  const schema = z.toJSONSchema(plugin.options as z.ZodType, { io: 'input', unrepresentable: 'any' });
  const { properties = {}, required = [] } = schema as {
    properties?: Record<string, Property>;
    required?: string[];
  };
  return { properties, required };
}

/**
 * The given options, and a value for every option that has no default: its first example, an allowed value, a plugin
 * of the kind that it names, else the smallest number or a word.
 */
export function neededOptions(
  plugin: AnyPlugin,
  registry: Registry<AnyPlugin>,
  given: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const { properties, required } = optionProperties(plugin);
  const valueOf = ({ examples, enum: allowed, const: only, minimum, pluginKind }: Property): unknown => {
    const named = pluginKind && registry.list(pluginKind)[0]?.plugin;
    if (named) return { type: named.name, ...neededOptions(named, registry) };
    return examples?.[0] ?? allowed?.[0] ?? only ?? minimum ?? 'some';
  };
  const missing = required.filter((option) => !(option in given));
  return { ...Object.fromEntries(missing.map((option) => [option, valueOf(properties[option])])), ...given };
}
