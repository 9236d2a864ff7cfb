import type { Corruption, Dataset, Severity } from '@augmix/core';
import { corruptionStream, type CorruptionKey } from './corruption-stream.js';

/** Settings of {@link corrupted}. */
export interface CorruptedSettings {
  dataset: Dataset;
  corruption: Corruption;
  /** Name of the corruption, which is part of the random stream's key. */
  name: CorruptionKey['corruption'];
  severity: Severity;
  /** A whole number, 0 … 2⁵³ − 1 (default 0). */
  seed?: number;
}

/**
 * Another data set whose images are corrupted as they are read: nothing is written, and each image is the same every
 * time. With the seed of `augmix corrupt` they are the images that it writes.
 *
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { corrupted, createCorruption } from '@augmix/corruptions';
 * const grey = createImage(32, 32, 3, new Uint8Array(3072).fill(100));
 * const dataset = { classes: ['grey'], open: async () => ({ length: 1, label: () => 0, read: () => grey }) };
 * const corruption = createCorruption('brightness', { preset: 'cifar' });
 * const test = await corrupted({ dataset, corruption, name: 'brightness', severity: 5 }).open('test');
 * (await test.read(0)).data[0]; // => 176
 * ```
 */
export function corrupted({ dataset, corruption, name, severity, seed = 0 }: CorruptedSettings): Dataset {
  return {
    classes: dataset.classes,
    shape: dataset.shape,
    normalization: dataset.normalization,
    async open(split) {
      const clean = await dataset.open(split);
      return {
        length: clean.length,
        label: (index) => clean.label(index),
        async read(index) {
          const image = await clean.read(index);
          const stream = corruptionStream({ seed, corruption: name, severity, index });
          const params: unknown = corruption.sample(stream, severity, image);
          return corruption.apply(image, params);
        },
        close: () => clean.close?.(),
      };
    },
  };
}
