export * as z from 'zod';
export { AugmixError, errorCatalogue, isAugmixError, type ErrorCode, type ErrorDetails } from './errors.js';
export { nearestName, suggestName } from './nearest-name.js';
export { createImage, imagesEqual, type Image, type Normalization, type Size } from './image.js';
export { streamFrom, type RandomStream, type WordSource } from './streams/random-stream.js';
export { philox4x32, type PhiloxCounter, type PhiloxKey } from './streams/philox.js';
export {
  keyedStream,
  permutation,
  streamPurposes,
  type StreamKey,
  type StreamPurpose,
} from './streams/keyed-stream.js';
export type { Op, OpStep } from './contracts/op.js';
export type { Augmentation, BatchAugmentation, FloatBatch, SoftLabels } from './contracts/augmentation.js';
export type { Corruption, Fields, Perturbation, Severity } from './contracts/corruption.js';
export type { Dataset, DatasetSplit, SplitName } from './contracts/dataset.js';
export type { IntervalOptions, Metric, PredictionBatch } from './contracts/metric.js';
export {
  definePlugins,
  pluginApiVersion,
  pluginKinds,
  type AnyPlugin,
  type InstanceOf,
  type Plugin,
  type PluginContext,
  type PluginDefinition,
  type PluginFactory,
  type PluginInstances,
  type PluginKind,
  type PluginSet,
} from './plugin.js';
export {
  defineAugmentation,
  defineBatchAugmentation,
  defineCorruption,
  defineDataset,
  defineMetric,
  defineOp,
  definePerturbation,
} from './define.js';
export { longRef, pluginKindOf, pluginRef, type PluginRef, type ResolvedRef } from './plugin-ref.js';
export { createRegistry, Registry, type CreateSettings, type PluginOrigin } from './registry.js';
export { ConfigError, formatPath, parseWith, type ConfigPath } from './validate.js';
export type { PluginTypes, TypedPluginRef } from './config/plugin-types.js';
export { defineRun, type RunConfig } from './config/define-run.js';
export { runConfigSchema, type ResolvedRunConfig } from './config/run-config.js';
export { resolveRun } from './config/resolve-run.js';
export { runJsonSchema } from './config/json-schema.js';
