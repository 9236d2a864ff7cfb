export {
  describeAugmentation,
  describeBackend,
  describeBatchAugmentation,
  describeCallback,
  describeCorruption,
  describeDataset,
  describeLoss,
  describeMetric,
  describeModel,
  describeOp,
  describeOptimizer,
  describePerturbation,
  describeSchedule,
} from './describe.js';
export { describePlugins } from './describe-plugins.js';
export { brokenLaws, type KitCount, type PluginOf } from './kit.js';
export { BrokenLaw, type Law, type Subject } from './law.js';
export { lawsOf } from './laws/laws.js';
export type { Runner } from './runner.js';
export type {
  AnyRegistry,
  Exceptions,
  KitSettings,
  PluginId,
  PluginsSettings,
  SharedSettings,
  TrainingSettings,
} from './settings.js';
export type { TensorFlow } from './tensorflow.js';
