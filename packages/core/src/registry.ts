import type * as z from 'zod';
import { AugmixError, isAugmixError } from './errors.js';
import { checkFirstCall } from './first-call.js';
import { missingPackage } from './missing-package.js';
import { suggestName } from './nearest-name.js';
import { longRef, mapPluginRefs, type PluginRef, type RefWith, type ResolvedRef } from './plugin-ref.js';
import {
  pluginApiVersion,
  pluginKinds,
  type AnyPlugin,
  type InstanceOf,
  type Plugin,
  type PluginContext,
  type PluginFactory,
  type PluginKind,
  type PluginSet,
} from './plugin.js';
import { ConfigError, parseWith, type ConfigPath } from './validate.js';

/** What is known about where a plugin came from. */
export interface PluginOrigin {
  package: string;
  /** Undefined for a plugin given in code. */
  module?: string;
}

type PluginOf<P extends AnyPlugin, Kind extends PluginKind, Name extends string> = Extract<
  P,
  { kind: Kind; name: Name }
>;
type NameOf<P extends AnyPlugin, Kind extends PluginKind> = Extract<P, { kind: Kind }>['name'];
type OptionsOf<P> = P extends Plugin<PluginKind, string, infer Schema, unknown> ? z.input<Schema> : never;
// A registry whose plugins are only known at run time gives what the kind promises.
type InstanceFor<P extends AnyPlugin, Kind extends PluginKind, Name extends string> = string extends P['name']
  ? InstanceOf<Kind>
  : PluginOf<P, Kind, Name> extends Plugin<PluginKind, string, z.ZodType, infer Instance>
    ? Instance
    : InstanceOf<Kind>;
type RefFor<P extends AnyPlugin, Kind extends PluginKind, Name extends string> = string extends P['name']
  ? PluginRef
  : RefWith<Name, OptionsOf<PluginOf<P, Kind, Name>>>;

/** What `create` passes on to the plugins that it makes. */
export interface CreateSettings {
  /** Where the ref stands in a config, for error messages. */
  path?: ConfigPath;
  /** Folder that relative paths in options start from (default: the current one). */
  folder?: string;
  log?: (line: string) => void;
}

interface Entry {
  plugin: AnyPlugin;
  origin: PluginOrigin;
}

const key = (kind: PluginKind, name: string): string => `${kind}/${name}`;

/**
 * The plugins of one application. A registry is a value: `use` returns a new one, and its type knows every plugin
 * in it, so that `create` checks names and options.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { plugins as ops } from '@augmix/ops/plugins';
 * const registry = createRegistry().use(ops);
 * const rotate = await registry.create('op', { type: 'rotate' });
 * rotate.name; // => 'rotate'
 * ```
 */
export class Registry<P extends AnyPlugin = never> {
  readonly #entries: ReadonlyMap<string, Entry>;

  /** Use {@link createRegistry}. */
  constructor(entries: ReadonlyMap<string, Entry> = new Map()) {
    this.#entries = entries;
  }

  /**
   * A registry that has these plugins too.
   *
   * @throws AugmixError `PLUGIN_DUPLICATE`, `PLUGIN_API_VERSION` or `PLUGIN_INVALID`.
   */
  use<Q extends AnyPlugin>(added: Q | PluginSet<Q>): Registry<P | Q> {
    if (typeof added !== 'object' || added === null) checkPlugin(added, { package: 'the application' });
    const isSet = 'plugins' in added;
    const origin: PluginOrigin = isSet
      ? { package: added.package, module: added.module }
      : { package: 'given in code' };
    const entries = new Map(this.#entries);
    for (const plugin of isSet ? added.plugins : [added]) {
      checkPlugin(plugin, origin);
      const id = key(plugin.kind, plugin.name);
      const other = entries.get(id);
      if (other) {
        throw new AugmixError(
          'PLUGIN_DUPLICATE',
          `${plugin.kind} "${plugin.name}" comes from two packages: ${other.origin.package} and ${origin.package}`,
          { suggestion: 'third parties name their plugins vendor/name' },
        );
      }
      entries.set(id, { plugin, origin });
    }
    return new Registry<P | Q>(entries);
  }

  /**
   * Checks what only the whole set can answer: that every prerequisite is there.
   *
   * @throws AugmixError `PLUGIN_PREREQUISITE`.
   */
  checkPrerequisites(): void {
    for (const { plugin, origin } of this.#entries.values()) {
      for (const required of plugin.requires ?? []) {
        if (this.#entries.has(required)) continue;
        throw new AugmixError(
          'PLUGIN_PREREQUISITE',
          `${plugin.kind} "${plugin.name}" (${origin.package}) needs "${required}", which is not registered`,
          { suggestion: suggestName(required, this.#entries.keys()) },
        );
      }
    }
  }

  /** Every plugin, or every one of a kind, by kind and name. */
  list(kind?: PluginKind): { plugin: AnyPlugin; origin: PluginOrigin }[] {
    const rank = ({ plugin }: Entry): number => pluginKinds.indexOf(plugin.kind);
    return [...this.#entries.values()]
      .filter(({ plugin }) => !kind || plugin.kind === kind)
      .sort((a, b) => rank(a) - rank(b) || (a.plugin.name < b.plugin.name ? -1 : 1));
  }

  /** The names of a kind, sorted. */
  names(kind: PluginKind): string[] {
    return this.list(kind).map(({ plugin }) => plugin.name);
  }

  /**
   * A plugin by kind and name.
   *
   * @throws AugmixError `PLUGIN_UNKNOWN` with the nearest name.
   */
  get(kind: PluginKind, name: string, path: ConfigPath = []): AnyPlugin {
    return this.#entry(kind, name, path).plugin;
  }

  /** Where a plugin came from. */
  origin(kind: PluginKind, name: string): PluginOrigin {
    return this.#entry(kind, name, []).origin;
  }

  /** The modules of all packages, for worker threads; plugins given in code have none. */
  modules(): string[] {
    const modules = [...this.#entries.values()].map(({ origin }) => origin.module);
    return [...new Set(modules.filter((module) => module !== undefined))];
  }

  /**
   * Checks a ref and fills in every default, also of the plugins that its options name.
   *
   * @throws AugmixError `PLUGIN_UNKNOWN`, `CONFIG_UNKNOWN_KEY` or `CONFIG_INVALID_VALUE`, each with its place.
   */
  resolve(kind: PluginKind, ref: PluginRef, path: ConfigPath = []): ResolvedRef {
    const { type, ...options } = longRef(ref);
    const plugin = this.get(kind, type, typeof ref === 'string' ? path : [...path, 'type']);
    const parsed = parseWith(plugin.options as z.ZodType, options, path);
    return { type, ...(this.resolveRefs(plugin.options as z.ZodType, parsed, path) as object) };
  }

  /** Resolves every plugin ref inside a value that a schema has parsed. */
  resolveRefs(schema: z.ZodType, value: unknown, path: ConfigPath = []): unknown {
    return mapPluginRefs(schema, value, path, (kind, ref, place) => this.resolve(kind, ref, place));
  }

  /** The plugin refs that the options of a ref hold, with their kinds; not those inside them in turn. */
  refsIn(kind: PluginKind, ref: PluginRef): [kind: PluginKind, ref: PluginRef][] {
    const { type, ...options } = this.resolve(kind, ref);
    const found: [PluginKind, PluginRef][] = [];
    mapPluginRefs(this.get(kind, type).options as z.ZodType, options, [], (innerKind, innerRef) =>
      found.push([innerKind, innerRef]),
    );
    return found;
  }

  /**
   * Creates what a ref names. Its options are checked and completed first.
   *
   * @throws AugmixError as {@link resolve}, and what the plugin throws.
   */
  async create<Kind extends PluginKind, Name extends NameOf<P, Kind>>(
    kind: Kind,
    ref: RefFor<P, Kind, Name>,
    settings: CreateSettings = {},
  ): Promise<InstanceFor<P, Kind, Name>> {
    const { type, ...options } = this.resolve(kind, ref, settings.path);
    const context: PluginContext = {
      create: (innerKind, innerRef) =>
        (this as unknown as Registry<AnyPlugin>).create(innerKind, innerRef, settings),
      folder: settings.folder ?? '.',
      log: settings.log ?? (() => {}),
    };
    const who = `${kind} "${type}" (${this.origin(kind, type).package})`;
    const instance = await loaded(who, async () => {
      const factory: PluginFactory<unknown, unknown> = await this.get(kind, type).load();
      return factory(options, context);
    });
    checkFirstCall(kind, instance, who);
    return instance as InstanceFor<P, Kind, Name>;
  }

  #entry(kind: PluginKind, name: string, path: ConfigPath): Entry {
    const entry = this.#entries.get(key(kind, name));
    if (entry) return entry;
    throw new ConfigError(
      'PLUGIN_UNKNOWN',
      `unknown ${kind} "${name}"`,
      { suggestion: suggestName(name, this.names(kind)) ?? `no ${kind} is registered` },
      path,
    );
  }
}

/** What a plugin makes; an error that it did not mean for the user gets its name. */
async function loaded(who: string, load: () => Promise<unknown>): Promise<unknown> {
  try {
    return await load();
  } catch (cause) {
    if (isAugmixError(cause)) throw cause;
    const missing = missingPackage(cause);
    if (missing) {
      throw new AugmixError('DEPENDENCY_MISSING', `${who} needs ${missing}, which is not installed`, {
        suggestion: `npm install ${missing}`,
        cause,
      });
    }
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new AugmixError('PLUGIN_INVALID', `${who} cannot be loaded: ${reason}`, { cause });
  }
}

function checkPlugin(plugin: AnyPlugin, origin: PluginOrigin): void {
  const isPlugin =
    typeof plugin === 'object' &&
    pluginKinds.includes(plugin?.kind) &&
    typeof plugin.name === 'string' &&
    typeof plugin.load === 'function' &&
    typeof (plugin.options as z.ZodType | undefined)?.safeParse === 'function';
  if (!isPlugin) {
    throw new AugmixError('PLUGIN_INVALID', `${origin.package} registers something that is not a plugin`, {
      expected: 'a value made by defineOp, defineAugmentation, …',
    });
  }
  if (plugin.apiVersion !== pluginApiVersion) {
    throw new AugmixError(
      'PLUGIN_API_VERSION',
      `${plugin.kind} "${plugin.name}" (${origin.package}) was made for plugin api ${plugin.apiVersion}`,
      { expected: `api ${pluginApiVersion}`, suggestion: 'install versions that belong together' },
    );
  }
  const isPublishedName = ['op', 'corruption', 'perturbation'].includes(plugin.kind);
  const joint = isPublishedName ? '_' : '-';
  if (!new RegExp(`^([a-z0-9][a-z0-9._-]*/)?[a-z0-9]+(${joint}[a-z0-9]+)*$`).test(plugin.name)) {
    throw new AugmixError(
      'PLUGIN_INVALID',
      `${origin.package} registers the ${plugin.kind} "${plugin.name}"`,
      {
        expected: `a name in ${isPublishedName ? 'snake_case' : 'kebab-case'}, with "vendor/" before it for third parties`,
      },
    );
  }
  const { shape = {} } = plugin.options as { shape?: Record<string, z.ZodType> };
  const who = `${plugin.kind} "${plugin.name}" (${origin.package})`;
  if ('type' in shape) {
    throw new AugmixError('PLUGIN_INVALID', `${who} has an option named "type"`, {
      expected: 'another name: "type" names the plugin itself',
    });
  }
  // zod takes a default as it is, and a resolved config that states it would be refused.
  for (const [option, schema] of Object.entries(shape)) {
    const byDefault = schema.safeParse(undefined);
    if (!byDefault.success || schema.safeParse(byDefault.data).success) continue;
    throw new AugmixError(
      'PLUGIN_INVALID',
      `${who} refuses the default of its own option "${option}": ${JSON.stringify(byDefault.data)}`,
      { expected: 'a default that the schema accepts' },
    );
  }
}

/**
 * An empty registry.
 *
 * @example
 * ```ts
 * import { createRegistry } from '@augmix/core';
 * import { plugins } from '@augmix/mixing/plugins';
 * createRegistry().list(); // => []
 * createRegistry().use(plugins).names('augmentation'); // => ['augmix', 'cutout', 'none', 'patch-noise']
 * ```
 */
export function createRegistry(): Registry {
  return new Registry();
}
