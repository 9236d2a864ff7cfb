import type { Fields, Image } from '@augmix/core';
import { fieldOr, requireArgument } from './internal/argument.js';
import { FieldWords } from './internal/field-words.js';
import { anotherSeed, drawSeed, uniformField } from './internal/noise.js';
import { tabled, type SeverityTable } from './internal/severity-table.js';

const table: SeverityTable<number> = {
  cifar: [0.01, 0.02, 0.03, 0.05, 0.07],
  tiny: [0.01, 0.02, 0.05, 0.08, 0.14],
  imagenet: [0.03, 0.06, 0.09, 0.17, 0.27],
  inception: [0.04, 0.07, 0.1, 0.18, 0.28],
};

/**
 * Parameters of {@link impulseNoise}.
 *
 * @example
 * ```ts
 * import type { ImpulseNoiseParams } from '@augmix/corruptions';
 * const params: ImpulseNoiseParams = { amount: 0.03, seed: 1 };
 * ```
 */
export interface ImpulseNoiseParams {
  /** Share of the values that are replaced, 0 … 1. */
  amount: number;
  /** Key of the noise, a whole number below 2⁵³. */
  seed: number;
}

/**
 * Salt and pepper: replaces values by 0 or 255, half of them each. Every channel is drawn for itself, so the speckles
 * are coloured, as in the benchmark.
 *
 * Source: Hendrycks and Dietterich, ICLR 2019, `impulse_noise` (scikit-image's `random_noise`).
 *
 * @param fields `flip` and `salt`: uniform noise in [0, 1) to use instead of drawing it, one value each per value of
 * the image; a value is replaced where `flip ≤ amount`, by 255 where `salt ≤ 0.5`
 * @throws AugmixError `INVALID_ARGUMENT` when `amount` is out of range or a field has another length.
 * @example
 * ```ts
 * import { createImage } from '@augmix/core';
 * import { impulseNoise } from '@augmix/corruptions';
 * const fields = { flip: Float64Array.of(0.1, 0.1, 0.9), salt: Float64Array.of(0.2, 0.7, 0.2) };
 * const image = createImage(3, 1, 1, Uint8Array.of(100, 100, 100));
 * impulseNoise(image, { amount: 0.3, seed: 1 }, fields).data.join(' '); // => '255 0 100'
 * ```
 */
export function impulseNoise(image: Image, { amount, seed }: ImpulseNoiseParams, fields?: Fields): Image {
  requireArgument(amount >= 0 && amount <= 1, 'amount', amount, 'a number from 0 to 1');
  const { length } = image.data;
  const data = image.data.slice();
  if (!fields) {
    scatter(data, amount, new FieldWords(seed));
    return { ...image, data };
  }
  const flip = fieldOr(fields, 'flip', length, () => uniformField(length, seed));
  const salt = fieldOr(fields, 'salt', length, () => uniformField(length, anotherSeed(seed)));
  for (let index = 0; index < length; index++) {
    if (flip[index] <= amount) data[index] = salt[index] <= 0.5 ? 255 : 0;
  }
  return { ...image, data };
}

/** Replaces values here and there: the gaps between them are drawn, from the geometric distribution. */
function scatter(data: Uint8Array, amount: number, words: FieldWords): void {
  const perGap = 1 / Math.log1p(-amount);
  const gap = (): number => Math.floor(Math.log((words.uint32() + 0.5) / 0x100000000) * perGap);
  for (let index = gap(); index < data.length; index += 1 + gap()) {
    data[index] = words.uint32() < 0x80000000 ? 255 : 0;
  }
}

export const impulseNoiseCorruption = tabled(
  table,
  (amount, stream): ImpulseNoiseParams => ({ amount, seed: drawSeed(stream) }),
  impulseNoise,
);
