export { Kernels, type ImageShape } from './kernels.js';
export { allowKernels, kernels, prepareKernels } from './load-kernels.js';
export { mixChains, type Mixture } from './mix-chains.js';
export { opKernels } from './op-kernels.js';
export { resampleImage, type ImageRows, type PlacedTaps, type ResampleTaps } from './resample-image.js';
