export { cifar10, type Cifar10Context, type Cifar10Dataset, type Cifar10Options } from './cifar10/cifar10.js';
export type { Cifar10Split } from './cifar10/record-files.js';
export { fetchCifar10, findCifar10, type FetchCifar10Options } from './cifar10/fetch-cifar10.js';
export type { FetchedCifar10 } from './cifar10/fetch-release.js';
export { cacheFolder } from './internal/cache-folder.js';
export { listImages, readImage, writePng, type ReadImageOptions } from './image-files.js';
