export {
  defineBackend,
  defineCallback,
  defineLoss,
  defineModel,
  defineOptimizer,
  defineSchedule,
} from './define.js';
export type {
  Backend,
  Loss,
  LossInput,
  Model,
  ModelSpec,
  NamedTensors,
  Optimizer,
  Schedule,
} from './contracts.js';
export type { Callback, EpochReport, RunInfo, StepReport } from './callback.js';
export {
  fusedKernels,
  type BatchNormInferenceInputs,
  type BatchNormTrainingAttributes,
  type BatchNormTrainingGradInputs,
  type BatchNormTrainingInputs,
  type NesterovUpdateAttributes,
  type NesterovUpdateInputs,
  type ReluGradInputs,
} from './fused-kernels.js';
