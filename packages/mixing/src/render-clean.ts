import type { Image, Normalization } from '@augmix/core';
import { kernels } from '@augmix/kernels';
import { cleanInKernels } from './internal/clean-in-kernels.js';
import { checkOutput, float32Table } from './internal/normalization-tables.js';

/**
 * Writes an image as normalised floats: `(value / 255 − mean) / std`, every step rounded to float32, so that the
 * bytes are those of torchvision's `ToTensor` and `Normalize`.
 *
 * @param normalization one entry per channel, or a single one for all; mean 0 and std 1 leave values in 0 … 1
 * @param out receives `height × width × channels` values, HWC
 * @throws AugmixError `INVALID_ARGUMENT` when `out` or the normalisation does not fit the image.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { renderClean } from '@augmix/mixing';
 * const out = new Float32Array(2);
 * renderClean(createImage(2, 1, 1, Uint8Array.of(0, 255)), { mean: [0.5], std: [0.5] }, out);
 * [...out]; // => [-1, 1]
 * ```
 */
export function renderClean(image: Image, normalization: Normalization, out: Float32Array): void {
  checkOutput(image, out);
  const { data, channels } = image;
  const table = float32Table(normalization, channels);
  const fast = kernels();
  if (fast?.accepts(image) && cleanInKernels(fast, image, normalization, out)) return;

  for (let channel = 0; channel < channels; channel++) {
    const base = channel << 8;
    for (let i = channel; i < data.length; i += channels) out[i] = table[base + data[i]];
  }
}
