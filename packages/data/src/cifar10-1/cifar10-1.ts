import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AugmixError, type Dataset, type SplitName } from '@augmix/core';
import { cifar10Classes } from '../cifar10/format.js';
import { npySplit, openNpyImages, readNpyLabels, type NpySplit } from '../internal/npy-images.js';
import { onlyTest } from '../internal/only-test.js';

/** Options of the data set `cifar10-1`. */
export interface Cifar101Options {
  /** Folder with `cifar10.1_<version>_data.npy` and `cifar10.1_<version>_labels.npy`. */
  folder: string;
  /** `v6` (2000 images, as many of each class) or `v4` (2021 images). */
  version?: 'v4' | 'v6';
}

/** What {@link cifar101} is told besides its options. */
export interface Cifar101Context {
  /** Where a relative `folder` starts; default: the current folder. */
  folder?: string;
}

/** CIFAR-10.1 as a data set; it has the split `test` only. */
export interface Cifar101Dataset extends Dataset {
  readonly shape: NonNullable<Dataset['shape']>;
  readonly normalization: NonNullable<Dataset['normalization']>;
  open(split: SplitName): Promise<NpySplit>;
}

const shape = { width: 32, height: 32, channels: 3 };
const counts = { v4: 2021, v6: 2000 };

/**
 * CIFAR-10.1: new test images for CIFAR-10, gathered in the same way, from the published `.npy` files. It has the split
 * `test` only.
 *
 * @throws AugmixError from `open`: `DATA_MISSING`, `DATA_TRUNCATED`, `DATA_INVALID`.
 * @see Recht, Roelofs, Schmidt and Shankar, "Do CIFAR-10 classifiers generalize to CIFAR-10?", 2018;
 * https://github.com/modestyachts/CIFAR-10.1
 * @example
 * ```ts no-run
 * import { cifar101 } from '@augmix/data/node';
 * (await cifar101({ folder: 'CIFAR-10.1/datasets' }).open('test')).length; // => 2000
 * ```
 */
export function cifar101(
  { folder, version = 'v6' }: Cifar101Options,
  context: Cifar101Context = {},
): Cifar101Dataset {
  return {
    classes: cifar10Classes,
    shape,
    normalization: { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
    async open(split) {
      onlyTest('CIFAR-10.1', split);
      const file = (part: string): string => {
        const path = join(resolve(context.folder ?? '', folder), `cifar10.1_${version}_${part}.npy`);
        if (existsSync(path)) return path;
        throw new AugmixError('DATA_MISSING', 'the file does not exist', {
          file: path,
          suggestion: 'get it from github.com/modestyachts/CIFAR-10.1, folder datasets',
        });
      };
      const [data, labels] = [file('data'), file('labels')];
      const images = await openNpyImages(data, { shape, count: counts[version], blocks: 1 });
      try {
        return npySplit(images, await readNpyLabels(labels, images.count, cifar10Classes.length));
      } catch (error) {
        images.close();
        throw error;
      }
    },
  };
}
