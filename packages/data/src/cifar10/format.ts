import { AugmixError, createImage, type Image } from '@augmix/core';

/** Class names of CIFAR-10 in label order. */
export const cifar10Classes = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
] as const;

const side = 32;
const pixels = side * side;

/** Bytes of one record: a label byte, then 1024 red, 1024 green and 1024 blue bytes. */
export const cifar10RecordBytes = 1 + 3 * pixels;

/** A labelled image. */
export interface LabelledImage {
  label: number;
  image: Image;
}

/**
 * Decodes one record of CIFAR-10's binary format: from channel planes to the interleaved order of `Image`.
 *
 * @param record - 3073 bytes, of which the first is the label (0 … 9).
 * @returns The label, not checked, and the image, 32×32×3.
 * @throws AugmixError `DATA_TRUNCATED` when the record has another length.
 * @see https://www.cs.toronto.edu/~kriz/cifar.html, "Binary version"
 * @example
 * ```ts
 * import { decodeCifar10Record } from '@augmix/data';
 * const record = new Uint8Array(3073);
 * record[0] = 6; // label
 * record[1 + 1024] = 255; // green of the first pixel
 * const { label, image } = decodeCifar10Record(record);
 * label; // => 6
 * [...image.data.slice(0, 3)]; // => [0, 255, 0]
 * ```
 */
export function decodeCifar10Record(record: Uint8Array): LabelledImage {
  if (record.length !== cifar10RecordBytes) {
    throw new AugmixError('DATA_TRUNCATED', `a CIFAR-10 record has ${record.length} bytes`, {
      expected: `${cifar10RecordBytes}`,
    });
  }
  const data = new Uint8Array(3 * pixels);
  for (let pixel = 0, at = 0; pixel < pixels; pixel++) {
    data[at++] = record[1 + pixel];
    data[at++] = record[1 + pixels + pixel];
    data[at++] = record[1 + 2 * pixels + pixel];
  }
  return { label: record[0], image: createImage(side, side, 3, data) };
}

/**
 * Encodes labelled pixels as records of the binary format: the inverse of {@link decodeCifar10Record}, many at once.
 *
 * @param labels - one per image
 * @param interleaved - `[images, 1024, stride]`, of which the first three channels are red, green and blue
 */
export function encodeCifar10Records(
  labels: readonly number[],
  interleaved: Uint8Array,
  stride: number,
): Uint8Array {
  const records = new Uint8Array(labels.length * cifar10RecordBytes);
  labels.forEach((label, index) => {
    const record = records.subarray(index * cifar10RecordBytes, (index + 1) * cifar10RecordBytes);
    record[0] = label;
    for (let pixel = 0, at = index * pixels * stride; pixel < pixels; pixel++, at += stride) {
      record[1 + pixel] = interleaved[at];
      record[1 + pixels + pixel] = interleaved[at + 1];
      record[1 + 2 * pixels + pixel] = interleaved[at + 2];
    }
  });
  return records;
}
