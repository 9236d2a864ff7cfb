export { batchNormTraining, type BatchNormResult } from './batch-norm-training.js';
export { BatchNormalization, type BatchNormalizationArgs } from './batch-normalization.js';
export { describeModel, type ModelDescription } from './describe-model.js';
export { Dropout, type DropoutArgs } from './dropout.js';
export { loadStandardModel, serializeModel, setWeightsFrom, type ModelFiles } from './serialize-model.js';
export { wideResnet, type WideResnetOptions } from './wide-resnet.js';
