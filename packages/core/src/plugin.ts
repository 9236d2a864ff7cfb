import type * as z from 'zod';
import type { Augmentation, BatchAugmentation } from './contracts/augmentation.js';
import type { Corruption, Perturbation } from './contracts/corruption.js';
import type { Dataset } from './contracts/dataset.js';
import type { Metric } from './contracts/metric.js';
import type { Op } from './contracts/op.js';
import type { PluginRef } from './plugin-ref.js';

/** The version of the plugin contract; a registry accepts plugins of its own version only. */
export const pluginApiVersion = 1;

/** Every kind of plugin. */
export const pluginKinds = [
  'op',
  'augmentation',
  'batch-augmentation',
  'loss',
  'metric',
  'model',
  'dataset',
  'corruption',
  'perturbation',
  'optimizer',
  'schedule',
  'backend',
  'callback',
] as const;

export type PluginKind = (typeof pluginKinds)[number];

/**
 * What a plugin of each kind creates. The contracts of the other kinds need TensorFlow.js types and stand in
 * `@augmix/core/tensor`; who creates such a plugin by name says which of them it is.
 */
export interface PluginInstances {
  op: Op;
  augmentation: Augmentation;
  'batch-augmentation': BatchAugmentation;
  metric: Metric;
  dataset: Dataset;
  corruption: Corruption;
  perturbation: Perturbation;
}

export type InstanceOf<Kind extends PluginKind> = Kind extends keyof PluginInstances
  ? PluginInstances[Kind]
  : unknown;

/** What a plugin is given besides its options. */
export interface PluginContext {
  /** Creates a plugin that the options name (see `pluginRef`). */
  create<Kind extends PluginKind>(kind: Kind, ref: PluginRef): Promise<InstanceOf<Kind>>;
  /** Folder that relative paths in options start from: the config's. */
  readonly folder: string;
  /** Tells the user in one line what is being done, for work that takes long. */
  log(line: string): void;
}

export type PluginFactory<Options, Instance> = (
  options: Options,
  context: PluginContext,
) => Instance | Promise<Instance>;

/**
 * A plugin: metadata, a zod schema of its options, and a way to load its code when it is first needed.
 * Made by `defineOp`, `defineAugmentation`, … — not by hand.
 */
export interface Plugin<Kind extends PluginKind, Name extends string, Schema extends z.ZodType, Instance> {
  readonly apiVersion: number;
  readonly kind: Kind;
  /** `snake_case` for ops, corruptions and perturbations, else `kebab-case`; third parties write `vendor/name`. */
  readonly name: Name;
  /** One sentence for lists. */
  readonly summary: string;
  /** Plain data only, and a value that it gives must be one that it accepts: options are checked again where they are used. */
  readonly options: Schema;
  /** Plugins that must be registered as well, as `kind/name`. */
  readonly requires?: readonly `${PluginKind}/${string}`[];
  load(): Promise<PluginFactory<z.output<Schema>, Instance>>;
}

/** Any plugin, its types forgotten. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the one place where plugins lose their types
export type AnyPlugin = Plugin<PluginKind, string, any, any>;

export type PluginDefinition<Name extends string, Schema extends z.ZodType, Instance> = Omit<
  Plugin<PluginKind, Name, Schema, Instance>,
  'kind' | 'apiVersion'
>;

/** Makes the function that defines plugins of a kind: `defineOp` and its siblings. */
export function pluginDefiner<Kind extends PluginKind, Contract>(kind: Kind) {
  return <const Name extends string, Schema extends z.ZodType, Instance extends Contract>(
    definition: PluginDefinition<Name, Schema, Instance>,
  ): Plugin<Kind, Name, Schema, Instance> => ({ apiVersion: pluginApiVersion, kind, ...definition });
}

/** The plugins of one package. */
export interface PluginSet<P extends AnyPlugin = AnyPlugin> {
  /** Name of the package, for error messages. */
  readonly package: string;
  /** What a worker thread imports to get the same plugins: the URL of the module that exports this set as `plugins`. */
  readonly module: string;
  readonly plugins: readonly P[];
}

/**
 * Bundles the plugins of a package. Its module exports the result under the name `plugins`.
 *
 * @example
 * ```ts
 * import { definePlugins } from '@augmix/core';
 * export const plugins = definePlugins({ package: 'augmix-plugin-x', module: import.meta.url, plugins: [] });
 * plugins.package; // => 'augmix-plugin-x'
 * ```
 */
export function definePlugins<P extends AnyPlugin>(set: PluginSet<P>): PluginSet<P> {
  return set;
}
