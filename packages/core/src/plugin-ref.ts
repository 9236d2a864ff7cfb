import * as z from 'zod';
import type { PluginKind } from './plugin.js';

/** A plugin named in a config: its name alone, or its name with options. */
export type PluginRef = string | ({ type: string } & Record<string, unknown>);

/**
 * A ref of a plugin whose options are known. The options of a schema without any are `Record<string, never>`, which
 * would forbid `type` too.
 */
export type RefWith<Name extends string, Options> =
  Options extends Record<string, never> ? { type: Name } : { type: Name } & Options;

/** A plugin ref with every option filled in. */
export type ResolvedRef = { type: string } & Record<string, unknown>;

/**
 * Schema of an option that names a plugin of a kind. The registry checks the named plugin's own options, at the same
 * place in the config; the factory creates it with `context.create(kind, ref)`.
 *
 * @example
 * ```ts
 * import { pluginRef, z } from '@augmix/core';
 * const schema = z.strictObject({ ops: z.array(pluginRef('op')).default(['rotate']) });
 * schema.parse({}).ops; // => ['rotate']
 * ```
 */
export function pluginRef(kind: PluginKind): z.ZodType<PluginRef, PluginRef> {
  return z
    .union([z.string(), z.looseObject({ type: z.string() })], {
      error: `a plugin name, or an object with "type"`,
    })
    .meta({ pluginKind: kind });
}

/**
 * The kind that a schema made by {@link pluginRef} names, else undefined.
 *
 * @example
 * ```ts
 * import { pluginKindOf, pluginRef, z } from '@augmix/core';
 * pluginKindOf(pluginRef('op')); // => 'op'
 * pluginKindOf(z.string()); // => undefined
 * ```
 */
export function pluginKindOf(schema: z.ZodType): PluginKind | undefined {
  return schema.meta?.()?.['pluginKind'] as PluginKind | undefined;
}

/**
 * A ref in its long form.
 *
 * @example
 * ```ts
 * import { longRef } from '@augmix/core';
 * longRef('augmix'); // => { type: 'augmix' }
 * longRef({ type: 'augmix', severity: 5 }); // => { type: 'augmix', severity: 5 }
 * ```
 */
export function longRef(ref: PluginRef): { type: string } & Record<string, unknown> {
  return typeof ref === 'string' ? { type: ref } : ref;
}

/**
 * Replaces every plugin ref inside a parsed value, wherever its schema has one.
 * Knows objects, arrays and the optional, nullable and default wrappers: what config schemas are made of.
 */
export function mapPluginRefs(
  schema: z.ZodType,
  value: unknown,
  path: readonly (string | number)[],
  replace: (kind: PluginKind, ref: PluginRef, path: readonly (string | number)[]) => unknown,
): unknown {
  if (value === undefined || value === null) return value;
  const kind = pluginKindOf(schema);
  if (kind) return replace(kind, value as PluginRef, path);
  const def = schema.def as unknown as {
    type: string;
    shape?: Record<string, z.ZodType>;
    element?: z.ZodType;
    innerType?: z.ZodType;
  };
  if (def.innerType) return mapPluginRefs(def.innerType, value, path, replace);
  if (def.element && Array.isArray(value)) {
    return value.map((item, index) => mapPluginRefs(def.element!, item, [...path, index], replace));
  }
  if (def.shape && typeof value === 'object') {
    const record = value as Record<string, unknown>;
    return Object.fromEntries(
      Object.entries(record).map(([key, item]) => [
        key,
        def.shape![key] ? mapPluginRefs(def.shape![key], item, [...path, key], replace) : item,
      ]),
    );
  }
  return value;
}
