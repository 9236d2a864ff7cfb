// Test images: CIFAR-10's own, from the sample in the repository, and the same enlarged.
import { readFileSync } from 'node:fs';
import { createImage } from '@augmix/core';
import { resize } from '@augmix/ops';

const side = 32;
const plane = side * side;
const record = 1 + 3 * plane;
const file = new URL('../../tools/cifar10-sample/data_batch_1.bin', import.meta.url);

/** The first `count` images as RGB, `size` pixels a side. */
export function cifarImages(count, size) {
  const batch = readFileSync(file);
  const available = Math.floor(batch.length / record);
  return Array.from({ length: Math.min(count, available) }, (_, index) => {
    const planes = batch.subarray(index * record + 1, (index + 1) * record);
    const image = createImage(side, side, 3);
    for (let at = 0; at < image.data.length; at++)
      image.data[at] = planes[(at % 3) * plane + Math.floor(at / 3)];
    return size === side ? image : resize(image, { width: size, height: size });
  });
}
