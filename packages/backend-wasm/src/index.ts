export {
  describeWasmBackend,
  startWasmBackend,
  type WasmBackendInfo,
  type WasmBackendOptions,
  type WasmFile,
} from './start-wasm-backend.js';
export { registerTrainingKernels, trainingKernels } from './register-kernels.js';
export { conv2dConfig } from './kernels/conv2d.js';
export { conv2dBackpropFilter, conv2dBackpropFilterConfig } from './kernels/conv2d-backprop-filter.js';
export { conv2dBackpropInput, conv2dBackpropInputConfig } from './kernels/conv2d-backprop-input.js';
export { depthwiseConv2dBackpropFilterConfig } from './kernels/depthwise-conv2d-backprop-filter.js';
export { depthwiseConv2dBackpropInputConfig } from './kernels/depthwise-conv2d-backprop-input.js';
export { fusedBatchNorm, fusedBatchNormConfig } from './kernels/fused-batch-norm.js';
export { fusedConv2dConfig } from './kernels/fused-conv2d.js';
export { identityConfig } from './kernels/identity.js';
export { maxPoolGrad, maxPoolGradConfig, type PoolingOptions } from './kernels/max-pool-grad.js';
export { meanConfig } from './kernels/mean.js';
export { sumConfig } from './kernels/sum.js';
export { tile, tileConfig } from './kernels/tile.js';
export { unsortedSegmentSum, unsortedSegmentSumConfig } from './kernels/unsorted-segment-sum.js';
export type { ConvolutionOptions } from './internal/convolution-shape.js';
