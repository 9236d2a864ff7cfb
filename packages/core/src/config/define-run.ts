import type { Rules, RulesOfAll, TypedPluginRef } from './plugin-types.js';
import type { OptionalRef, RefList, RunConfigInput, SingleRef } from './run-config.js';

type Settings = Omit<RunConfigInput, SingleRef | OptionalRef | RefList>;

/**
 * A run's config with the options of all installed plugins typed, see `PluginTypes`. A third party's `vendor/name` may stand
 * with any options; {@link defineRun} checks those of the ones that are installed.
 */
export type RunConfig = Settings & {
  dataset: TypedPluginRef<'dataset'>;
  transforms?: readonly TypedPluginRef<'op'>[];
  augmentation?: TypedPluginRef<'augmentation'>;
  batchAugmentation?: TypedPluginRef<'batch-augmentation'>;
  model?: TypedPluginRef<'model'>;
  loss?: TypedPluginRef<'loss'>;
  optimizer?: TypedPluginRef<'optimizer'>;
  schedule?: TypedPluginRef<'schedule'>;
  metrics?: readonly TypedPluginRef<'metric'>[];
  callbacks?: readonly TypedPluginRef<'callback'>[];
  backend?: TypedPluginRef<'backend'>;
};

/**
 * Types a config written in code, so that a misspelt key or option is an error in the editor; it returns its argument.
 *
 * @example
 * ```ts
 * import { defineRun } from '@augmix/core';
 * const run = defineRun({ dataset: 'acme/flowers', seed: 3 });
 * run.seed; // => 3
 * ```
 */
export function defineRun<
  const Dataset extends TypedPluginRef<'dataset'>,
  const Transforms extends readonly TypedPluginRef<'op'>[],
  const Augmentation extends TypedPluginRef<'augmentation'>,
  const BatchAugmentation extends TypedPluginRef<'batch-augmentation'>,
  const Model extends TypedPluginRef<'model'>,
  const Loss extends TypedPluginRef<'loss'>,
  const Optimizer extends TypedPluginRef<'optimizer'>,
  const Schedule extends TypedPluginRef<'schedule'>,
  const Metrics extends readonly TypedPluginRef<'metric'>[],
  const Callbacks extends readonly TypedPluginRef<'callback'>[],
  const Backend extends TypedPluginRef<'backend'>,
>(
  config: Settings & {
    dataset: Dataset;
    transforms?: Transforms;
    augmentation?: Augmentation;
    batchAugmentation?: BatchAugmentation;
    model?: Model;
    loss?: Loss;
    optimizer?: Optimizer;
    schedule?: Schedule;
    metrics?: Metrics;
    callbacks?: Callbacks;
    backend?: Backend;
  } & {
    dataset: Rules<'dataset', Dataset>;
    transforms?: RulesOfAll<'op', Transforms>;
    augmentation?: Rules<'augmentation', Augmentation>;
    batchAugmentation?: Rules<'batch-augmentation', BatchAugmentation>;
    model?: Rules<'model', Model>;
    loss?: Rules<'loss', Loss>;
    optimizer?: Rules<'optimizer', Optimizer>;
    schedule?: Rules<'schedule', Schedule>;
    metrics?: RulesOfAll<'metric', Metrics>;
    callbacks?: RulesOfAll<'callback', Callbacks>;
    backend?: Rules<'backend', Backend>;
  },
): RunConfig {
  return config as RunConfig;
}
