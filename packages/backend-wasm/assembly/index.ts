// Kernels for training, in the memory of tfjs-backend-wasm. Addresses are bytes; tensors are float32, aligned to 8 bytes.
export { batchNormInference, batchNormTraining } from './batch-norm';
export { batchNormTrainingGradient } from './batch-norm-gradient';
export { addFilterGradient, convolvePixels } from './convolution';
export { addBiasAndClip } from './convolution-finish';
export { copyImage, listPixels, packFilter } from './convolution-operands';
export { copyRows } from './copy-rows';
export { depthwiseFilterGradient, depthwiseInputGradient } from './depthwise';
export { nesterovUpdate } from './nesterov-update';
export { reluGradient } from './relu-gradient';
export { winogradConvolution, winogradFilterGradient, winogradScratch } from './winograd';
