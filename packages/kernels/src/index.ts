export { Kernels, type ImageShape } from './kernels.js';
export { allowKernels, kernels, prepareKernels } from './load-kernels.js';
export { mixChains, type Mixture } from './mix-chains.js';
export { opKernels } from './op-kernels.js';
