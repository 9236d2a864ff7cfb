import type { PluginKind } from '@augmix/core';
import type { Law } from '../law.js';
import { augmentationLaws } from './augmentation.js';
import { backendLaws } from './backend.js';
import { batchAugmentationLaws } from './batch-augmentation.js';
import { callbackLaws } from './callback.js';
import { corruptionLaws } from './corruption.js';
import { datasetLaws } from './dataset.js';
import { lossLaws } from './loss.js';
import { metricLaws } from './metric.js';
import { modelLaws } from './model.js';
import { opLaws } from './op.js';
import { optimizerLaws } from './optimizer.js';
import { perturbationLaws } from './perturbation.js';
import { pluginLaws } from './plugin.js';
import { scheduleLaws } from './schedule.js';

const byKind: Readonly<Record<PluginKind, readonly Law[]>> = {
  op: opLaws,
  augmentation: augmentationLaws,
  'batch-augmentation': batchAugmentationLaws,
  loss: lossLaws,
  metric: metricLaws,
  model: modelLaws,
  dataset: datasetLaws,
  corruption: corruptionLaws,
  perturbation: perturbationLaws,
  optimizer: optimizerLaws,
  schedule: scheduleLaws,
  backend: backendLaws,
  callback: callbackLaws,
};

/**
 * The laws of a kind: those of every plugin, then its own.
 *
 * @example
 * ```ts
 * import { lawsOf } from '@augmix/plugin-testing';
 * const own = lawsOf('schedule').slice(lawsOf('op').findIndex(({ name }) => name.startsWith('carries')));
 * own.map(({ name }) => name); // => ['gives a rate for every step', 'lets weights move', 'gives the same in any order']
 * ```
 */
export const lawsOf = (kind: PluginKind): readonly Law[] => [...pluginLaws, ...byKind[kind]];
