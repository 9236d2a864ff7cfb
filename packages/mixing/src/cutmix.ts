import { permutation, type BatchAugmentation, type RandomStream, type Size } from '@augmix/core';
import { beta } from './beta.js';
import type { Rectangle } from './cutout.js';
import { checkArgument, checkPositive } from './internal/check.js';
import { BatchCopy, mixLabels } from './internal/mix-labels.js';

/**
 * What {@link cutmix} is made of.
 *
 * @example
 * ```ts
 * import type { CutMixSettings } from '@augmix/mixing';
 * const forImageNet: CutMixSettings = { probability: 1 };
 * ```
 */
export interface CutMixSettings {
  /** Parameter of the beta distribution of the share, above 0 (default 1: every share is equally likely). */
  alpha?: number;
  /** How likely a batch is mixed at all, 0 … 1 (default 0.5, its authors' for CIFAR; 1 for ImageNet). */
  probability?: number;
}

/**
 * What CutMix draws for a batch.
 *
 * @example
 * ```ts
 * import type { CutMixTrace } from '@augmix/mixing';
 * const unmixed: CutMixTrace = { box: { left: 0, top: 0, right: 0, bottom: 0 }, partners: [1, 0] };
 * ```
 */
export interface CutMixTrace {
  /** Pixels that come from the partner, the same for every image; empty when the batch stays as it is. */
  box: Rectangle;
  /** The image that each one gets them from, by its place in the batch. */
  partners: number[];
}

const nothing: Rectangle = { left: 0, top: 0, right: 0, bottom: 0 };

function drawBox(stream: RandomStream, { width, height }: Size, share: number): Rectangle {
  const side = Math.sqrt(1 - share);
  const reach = (length: number): number => Math.floor(Math.trunc(length * side) / 2);
  const y = stream.integer(0, height);
  const x = stream.integer(0, width);
  return {
    left: Math.max(x - reach(width), 0),
    top: Math.max(y - reach(height), 0),
    right: Math.min(x + reach(width), width),
    bottom: Math.min(y + reach(height), height),
  };
}

/**
 * CutMix: every image gets a box of pixels from a partner in the batch, and as much of the partner's label as the box
 * covers of the image. λ is drawn for a batch from Beta(alpha, alpha); the box has √(1 − λ) of the image's width and height
 * and any pixel as its centre, and is cut off where it leaves the image, after which its pixels are counted.
 *
 * `apply` throws `INVALID_ARGUMENT` when the trace is for a batch of another size.
 *
 * Source: Yun et al., "CutMix: Regularization Strategy to Train Strong Classifiers with Localizable Features", ICCV 2019;
 * `train.py` of clovaai/CutMix-PyTorch.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when a setting is out of range.
 * @example
 * ```ts
 * import { cutmix } from '@augmix/mixing';
 * const batch = { data: Float32Array.of(1, 1, 1, 1, 2, 2, 2, 2), count: 2, height: 1, width: 4, channels: 1 };
 * const labels = { data: Float32Array.of(1, 0, 0, 1), classes: 2 };
 * const box = { left: 3, top: 0, right: 4, bottom: 1 };
 * cutmix().apply(batch, labels, { box, partners: [1, 0] });
 * [...batch.data]; // => [1, 1, 1, 2, 2, 2, 2, 1]
 * [...labels.data]; // => [0.75, 0.25, 0.25, 0.75]
 * ```
 */
export function cutmix({
  alpha = 1,
  probability = 0.5,
}: CutMixSettings = {}): BatchAugmentation<CutMixTrace> {
  checkPositive('alpha', alpha);
  checkArgument(probability >= 0 && probability <= 1, 'probability', probability, 'a number from 0 to 1');
  const copy = new BatchCopy();
  return {
    sample(stream, count, size) {
      const isMixed = stream.random() < probability;
      const box = isMixed ? drawBox(stream, size, beta(stream, alpha, alpha)) : nothing;
      return { box, partners: [...permutation(stream, count)] };
    },
    apply(batch, labels, { box, partners }) {
      const { data, width, height, channels, count } = batch;
      const originals = copy.of(batch, partners);
      const right = Math.min(box.right, width);
      const bottom = Math.min(box.bottom, height);
      const length = data.length / count;
      partners.forEach((partner, place) => {
        for (let y = box.top; y < bottom; y++) {
          const start = (y * width + box.left) * channels;
          const end = (y * width + right) * channels;
          const row = originals.subarray(partner * length + start, partner * length + Math.max(start, end));
          data.set(row, place * length + start);
        }
      });
      const covered = Math.max(0, right - box.left) * Math.max(0, bottom - box.top);
      mixLabels(labels, 1 - covered / (width * height), partners);
    },
  };
}
