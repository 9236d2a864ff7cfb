import * as z from 'zod';
import { pluginKinds, type AnyPlugin, type PluginKind } from '../plugin.js';
import type { Registry } from '../registry.js';
import { runConfigSchema } from './run-config.js';

type JsonSchema = Record<string, unknown>;

// Plugin refs become references to the list of plugins of their kind.
function convert(schema: z.ZodType): JsonSchema {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-7',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      const node = jsonSchema as JsonSchema;
      const kind = node['pluginKind'] as PluginKind | undefined;
      if (kind === undefined) return;
      delete node['pluginKind'];
      delete node['anyOf'];
      node['allOf'] = [{ $ref: `#/definitions/${kind}` }];
    },
  }) as JsonSchema;
  return json;
}

function pluginBranch(plugin: AnyPlugin): JsonSchema {
  const options = convert(plugin.options as z.ZodType);
  return {
    ...options,
    title: plugin.name,
    description: plugin.summary,
    type: 'object',
    properties: { type: { const: plugin.name }, ...(options['properties'] as object) },
    required: ['type', ...((options['required'] as string[] | undefined) ?? [])],
  };
}

function kindDefinition(registry: Registry<AnyPlugin>, kind: PluginKind, open: boolean): JsonSchema {
  const plugins = registry.list(kind).map(({ plugin }) => plugin);
  const withoutRequired = plugins.filter(({ options }) => (options as z.ZodType).safeParse({}).success);
  const branches: JsonSchema[] = plugins.map(pluginBranch);
  if (withoutRequired.length > 0) {
    branches.push({ type: 'string', enum: withoutRequired.map(({ name }) => name) });
  }
  if (open) {
    const foreign = '^[a-z0-9][a-z0-9._-]*/';
    branches.push({ type: 'string', pattern: foreign });
    branches.push({
      type: 'object',
      properties: { type: { type: 'string', pattern: foreign } },
      required: ['type'],
    });
  }
  return branches.length > 0 ? { anyOf: branches } : { not: {} };
}

/**
 * Joins the schemas of a run and of every registered plugin into one JSON Schema (draft 7) for editors.
 *
 * @param options `open` also admits any `vendor/name`, for a schema that is published with the first-party set.
 * @example
 * ```ts
 * import { createRegistry, runJsonSchema } from '@augmix/core';
 * const schema = runJsonSchema(createRegistry(), { open: true });
 * schema['title']; // => 'AugMix run'
 * ```
 */
export function runJsonSchema<P extends AnyPlugin>(
  registry: Registry<P>,
  options: { open?: boolean } = {},
): JsonSchema {
  const any = registry as unknown as Registry<AnyPlugin>;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'AugMix run',
    ...convert(runConfigSchema),
    definitions: Object.fromEntries(
      pluginKinds.map((kind) => [kind, kindDefinition(any, kind, options.open ?? false)]),
    ),
  };
}
