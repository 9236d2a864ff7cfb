import { createImage, type Image } from '@augmix/core';
import { openNpyRecords } from '../internal/npy-images.js';

/**
 * The sequences of one perturbation, read one by one. They have no labels: predictions are compared with each other.
 *
 * @example
 * ```ts
 * import type { PerturbationSequences } from '@augmix/data/node';
 * const firstFrame = (sequences: PerturbationSequences, index: number) => sequences.read(index)[0];
 * ```
 */
export interface PerturbationSequences {
  /** How many images there is a sequence of. */
  readonly length: number;
  /** Frames per sequence. */
  readonly frames: number;
  /** The size of a frame. */
  readonly shape: { width: number; height: number; channels: number };
  /** The frames of one image in their order. */
  read(index: number): Image[];
  /** Closes the file; nothing can be read any more. */
  close(): void;
}

/**
 * Opens a file of CIFAR-10-P: `<perturbation>.npy` with uint8 `[images, frames, 32, 32, 3]`, published with 10 000 images
 * and 31 frames (16 for `translate`, 21 for `motion_blur`). Any number of images and frames of any size are accepted.
 *
 * Nothing but the header is held in memory; a sequence is one positional read, which is synchronous.
 * `augmix perturb cifar10` writes such files too.
 *
 * @throws AugmixError `DATA_MISSING`; `DATA_INVALID` for another shape or type; `DATA_TRUNCATED` when the file is shorter or
 * longer than its header says; from `read`, `INVALID_ARGUMENT` for an index that is not there
 * @see https://zenodo.org/records/2535967; Hendrycks and Dietterich, ICLR 2019
 * @example
 * ```ts no-run
 * import { openPerturbationSequences } from '@augmix/data/node';
 * const sequences = await openPerturbationSequences('CIFAR-10-P/tilt.npy');
 * sequences.length; // => 10000
 * sequences.frames; // => 31
 * sequences.read(0)[15].width; // => 32
 * sequences.close();
 * ```
 */
export async function openPerturbationSequences(file: string): Promise<PerturbationSequences> {
  const axes = ['n', 'frames', 'height', 'width', 3];
  const records = await openNpyRecords(file, axes);
  const [length, frames, height, width, channels] = records.shape;
  const imageBytes = height * width * channels;
  return {
    length,
    frames,
    shape: { width, height, channels },
    read(index) {
      const data = records.read(index);
      return Array.from({ length: frames }, (_, frame) =>
        createImage(width, height, channels, data.subarray(frame * imageBytes, (frame + 1) * imageBytes)),
      );
    },
    close: records.close,
  };
}
