export { cifar10, type Cifar10Context, type Cifar10Dataset, type Cifar10Options } from './cifar10/cifar10.js';
export type { Cifar10Split } from './cifar10/record-files.js';
export { fetchCifar10, findCifar10, type FetchCifar10Options } from './cifar10/fetch-cifar10.js';
export type { FetchedCifar10 } from './cifar10/fetch-release.js';
export { cacheFolder } from '@augmix/core/node';
export { listImages, readImage, writePng, type ReadImageOptions } from './image-files.js';
export {
  cifar10C,
  cifar100C,
  type CifarCContext,
  type CifarCDataset,
  type CifarCOptions,
} from './cifar-c/cifar-c.js';
export {
  cifar101,
  type Cifar101Context,
  type Cifar101Dataset,
  type Cifar101Options,
} from './cifar10-1/cifar10-1.js';
export { writeAnimation, type AnimationOptions } from './animation.js';
export { openPerturbationSequences, type PerturbationSequences } from './cifar-p/perturbation-sequences.js';
export { fetchFrost, readFrost, type FetchFrostOptions } from './frost/fetch-frost.js';
export type { NpySplit } from './internal/npy-images.js';
export {
  imageFolder,
  type ImageFolderContext,
  type ImageFolderDataset,
  type ImageFolderOptions,
  type ImageFolderSplit,
} from './imagefolder/imagefolder.js';
export type { ClassesOption } from './imagefolder/class-list.js';
