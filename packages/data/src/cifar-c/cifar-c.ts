import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AugmixError, suggestName, type Dataset, type Severity, type SplitName } from '@augmix/core';
import { cifar10Classes } from '../cifar10/format.js';
import { npySplit, openNpyImages, readNpyLabels, type NpySplit } from '../internal/npy-images.js';
import { onlyTest } from '../internal/only-test.js';
import { cifar100Classes } from './cifar100-classes.js';

/** Options of the data sets `cifar10-c` and `cifar100-c`. */
export interface CifarCOptions {
  /** Folder with `<corruption>.npy` files and `labels.npy`, or the one above it. */
  folder: string;
  /** Name of the file without `.npy`, such as `gaussian_noise`. */
  corruption: string;
  /** Which fifth of the file. */
  severity: Severity;
  /** Accepts files with fewer than 5 · 10 000 images. */
  partial?: boolean;
}

/** What {@link cifar10C} and {@link cifar100C} are told besides their options. */
export interface CifarCContext {
  /** Where a relative `folder` starts; default: the current folder. */
  folder?: string;
}

/** One corruption at one severity, as a data set; it has the split `test` only. */
export interface CifarCDataset extends Dataset {
  readonly shape: NonNullable<Dataset['shape']>;
  readonly normalization: NonNullable<Dataset['normalization']>;
  open(split: SplitName): Promise<NpySplit>;
}

const severities = 5;
const imagesPerSeverity = 10_000;
const shape = { width: 32, height: 32, channels: 3 };
const labelsFile = 'labels.npy';

/**
 * One corruption of CIFAR-10-C at one severity, read from the published files: `<corruption>.npy` with uint8
 * `[50000, 32, 32, 3]`, the test images in order, once per severity, and `labels.npy` with 50 000 labels.
 *
 * Images are read one by one from the open file; reading is synchronous. `augmix corrupt` writes such files too.
 *
 * @throws AugmixError from `open`: `DATA_MISSING` for a file that is not there, or the split `train`; `DATA_TRUNCATED`;
 * `DATA_INVALID` for another shape or type, labels that are none, or labels that differ between severities.
 * @see https://zenodo.org/records/2535967; Hendrycks and Dietterich, ICLR 2019
 * @example
 * ```ts no-run
 * import { cifar10C } from '@augmix/data/node';
 * const test = await cifar10C({ folder: 'CIFAR-10-C', corruption: 'fog', severity: 3 }).open('test');
 * test.length; // => 10000
 * test.label(0); // => 3
 * test.read(0).width; // => 32
 * ```
 */
export function cifar10C(options: CifarCOptions, context: CifarCContext = {}): CifarCDataset {
  return cifarC('CIFAR-10-C', cifar10Classes, options, context);
}

/**
 * One corruption of CIFAR-100-C at one severity: as {@link cifar10C}, with 100 classes.
 *
 * @throws AugmixError from `open`: as {@link cifar10C}.
 * @see https://zenodo.org/records/3555552
 * @example
 * ```ts
 * import { cifar100C } from '@augmix/data/node';
 * cifar100C({ folder: 'CIFAR-100-C', corruption: 'fog', severity: 3 }).classes.length; // => 100
 * ```
 */
export function cifar100C(options: CifarCOptions, context: CifarCContext = {}): CifarCDataset {
  return cifarC('CIFAR-100-C', cifar100Classes, options, context);
}

function cifarC(
  name: string,
  classes: readonly string[],
  { folder, corruption, severity, partial = false }: CifarCOptions,
  context: CifarCContext,
): CifarCDataset {
  return {
    classes,
    shape,
    normalization: { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
    async open(split) {
      onlyTest(name, split);
      const place = findFolder(resolve(context.folder ?? '', folder), name, corruption);
      const images = await openNpyImages(join(place, `${corruption}.npy`), {
        shape,
        count: partial ? undefined : severities * imagesPerSeverity,
        blocks: severities,
      });
      try {
        const file = join(place, labelsFile);
        const labels = await readNpyLabels(file, images.count, classes.length);
        const perSeverity = images.count / severities;
        checkBlocks(labels, perSeverity, file);
        return npySplit(images, labels.subarray(0, perSeverity), (severity - 1) * perSeverity);
      } catch (error) {
        images.close();
        throw error;
      }
    },
  };
}

/** The folder itself or its child of the published name. */
function findFolder(folder: string, name: string, corruption: string): string {
  const places = [folder, join(folder, name)];
  const place = places.find((candidate) => existsSync(join(candidate, `${corruption}.npy`)));
  const other = places.find((candidate) => existsSync(join(candidate, labelsFile)));
  if (place && place === other) return place;
  if (place) throw missing(join(place, labelsFile), { expected: 'one label per image' });
  if (!other) {
    throw missing(join(folder, `${corruption}.npy`), {
      expected: `the files of ${name}, such as fog.npy and ${labelsFile}`,
      suggestion: 'unpack the published archive there, or write them with `augmix corrupt`',
    });
  }
  const there = readdirSync(other).filter((file) => file.endsWith('.npy') && file !== labelsFile);
  throw missing(join(other, `${corruption}.npy`), {
    suggestion: suggestName(
      corruption,
      there.map((file) => file.slice(0, -'.npy'.length)),
    ),
  });
}

function missing(file: string, details: { expected?: string; suggestion?: string }): AugmixError {
  return new AugmixError('DATA_MISSING', 'the file does not exist', { file, ...details });
}

/** Every severity has the same images, and so the same labels; other ones belong to other files. */
function checkBlocks(labels: Uint16Array, length: number, file: string): void {
  const index = labels.findIndex((label, at) => label !== labels[at % length]);
  if (index < 0) return;
  throw new AugmixError(
    'DATA_INVALID',
    `label ${index} is ${labels[index]}, label ${index % length} is not`,
    {
      file,
      expected: `the same ${length} labels for each of ${severities} severities`,
    },
  );
}
