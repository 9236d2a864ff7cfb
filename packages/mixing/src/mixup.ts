import { permutation, type BatchAugmentation } from '@augmix/core';
import { beta } from './beta.js';
import { checkPositive } from './internal/check.js';
import { BatchCopy, mixLabels } from './internal/mix-labels.js';

/**
 * What {@link mixup} is made of.
 *
 * @example
 * ```ts
 * import type { MixupSettings } from '@augmix/mixing';
 * const mild: MixupSettings = { alpha: 0.2 };
 * ```
 */
export interface MixupSettings {
  /** Parameter of the beta distribution of the share, above 0 (default 1: every share is equally likely). */
  alpha?: number;
}

/**
 * What Mixup draws for a batch.
 *
 * @example
 * ```ts
 * import type { MixupTrace } from '@augmix/mixing';
 * const swapped: MixupTrace = { share: 0, partners: [1, 0] };
 * ```
 */
export interface MixupTrace {
  /** What each image keeps of itself, 0 … 1; the rest is its partner's. */
  share: number;
  /** The image that each one is mixed with, by its place in the batch. */
  partners: number[];
}

/**
 * Mixup: every image and its label become λ times themselves plus 1 − λ times those of a partner in the batch. One λ is
 * drawn for a batch from Beta(alpha, alpha); the partners are a permutation, so that an image may be its own.
 *
 * Values are float32 and rounded after each step, as PyTorch does it. `apply` throws `INVALID_ARGUMENT` when the trace is
 * for a batch of another size.
 *
 * Source: Zhang et al., "mixup: Beyond Empirical Risk Minimization", ICLR 2018; `train.py` of facebookresearch/mixup-cifar10.
 *
 * @throws AugmixError `INVALID_ARGUMENT` when `alpha` is not a finite number above 0.
 * @example
 * ```ts
 * import { mixup } from '@augmix/mixing';
 * const batch = { data: Float32Array.of(1, 3), count: 2, height: 1, width: 1, channels: 1 };
 * const labels = { data: Float32Array.of(1, 0, 0, 1), classes: 2 };
 * mixup().apply(batch, labels, { share: 0.75, partners: [1, 0] });
 * [...batch.data]; // => [1.5, 2.5]
 * [...labels.data]; // => [0.75, 0.25, 0.25, 0.75]
 * ```
 */
export function mixup({ alpha = 1 }: MixupSettings = {}): BatchAugmentation<MixupTrace> {
  checkPositive('alpha', alpha);
  const copy = new BatchCopy();
  return {
    sample(stream, count) {
      const share = beta(stream, alpha, alpha);
      return { share, partners: [...permutation(stream, count)] };
    },
    apply(batch, labels, { share, partners }) {
      const { data } = batch;
      const originals = copy.of(batch, partners);
      const own = Math.fround(share);
      const other = Math.fround(1 - share);
      const length = data.length / batch.count;
      partners.forEach((partner, place) => {
        const offset = (partner - place) * length;
        for (let i = place * length; i < (place + 1) * length; i++) {
          data[i] = Math.fround(own * originals[i]) + Math.fround(other * originals[i + offset]);
        }
      });
      mixLabels(labels, share, partners);
    },
  };
}
