import { AugmixError, type FloatBatch, type SoftLabels } from '@augmix/core';

/** A copy of a batch that is mixed in place; its memory is kept from call to call. */
export class BatchCopy {
  #memory = new Float32Array(0);

  /** The images as they are now, after a check that each has a partner. */
  of({ data, count }: FloatBatch, partners: readonly number[]): Float32Array {
    const fits =
      partners.length === count &&
      partners.every((place) => Number.isInteger(place) && place >= 0 && place < count);
    if (!fits) {
      throw new AugmixError(
        'INVALID_ARGUMENT',
        `partners of ${partners.length} images for a batch of ${count}`,
        {
          path: 'partners',
          expected: 'the place of an image in the batch, for each one',
        },
      );
    }
    if (this.#memory.length < data.length) this.#memory = new Float32Array(data.length);
    this.#memory.set(data);
    return this.#memory;
  }
}

/** Every label becomes `share` of itself and the rest its partner's. */
export function mixLabels({ data, classes }: SoftLabels, share: number, partners: readonly number[]): void {
  const originals = data.slice();
  partners.forEach((partner, place) => {
    for (let c = 0; c < classes; c++) {
      data[place * classes + c] =
        share * originals[place * classes + c] + (1 - share) * originals[partner * classes + c];
    }
  });
}
