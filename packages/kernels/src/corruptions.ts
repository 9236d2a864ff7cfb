export {
  allowCorruptionKernels,
  corruptionKernels,
  prepareCorruptionKernels,
} from './load-corruption-kernels.js';
export { CorruptionKernels, type CorruptionFunctions } from './corruption-kernels.js';
