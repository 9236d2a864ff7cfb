// Training batches: every image flipped and cropped at random, then once as it is and twice through AugMix.
import { keyedStream, permutation } from '@augmix/core';
import { cifar10RecordBytes, decodeCifar10Record } from '@augmix/data';
import { augmix, renderClean } from '@augmix/mixing';
import { augmixOps, horizontalFlipOp, padCropOp } from '@augmix/ops';

export const normalization = { mean: [0.5], std: [0.5] };
const transforms = [horizontalFlipOp(), padCropOp()];
const augmentation = augmix({ ops: augmixOps(), severity: 3 });
export const imageLength = 32 * 32 * 3;
export const views = 3;

/** Labels and images of a file in CIFAR-10's binary format. */
export async function loadImages(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}; was make-images.mjs run?`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return Array.from({ length: bytes.length / cifar10RecordBytes }, (_, index) =>
    decodeCifar10Record(bytes.subarray(index * cifar10RecordBytes, (index + 1) * cifar10RecordBytes)),
  );
}

/** The images of one epoch in a random order. */
export const shuffled = (count, seed, epoch) =>
  permutation(keyedStream({ seed, purpose: 'order', epoch }), count);

/** `[views · count, 32, 32, 3]`, all images of the first view before those of the second. */
export function makeBatch(records, indices, seed, epoch) {
  const images = new Float32Array(views * indices.length * imageLength);
  const labels = new Int32Array(indices.length);
  const size = { width: 32, height: 32 };
  for (const [place, index] of indices.entries()) {
    let { image, label } = records[index];
    labels[place] = label;
    const base = keyedStream({ seed, purpose: 'base', epoch, index });
    for (const transform of transforms) image = transform.apply(image, transform.sample(base, size));
    for (let view = 0; view < views; view++) {
      const start = (view * indices.length + place) * imageLength;
      const out = images.subarray(start, start + imageLength);
      if (view === 0) renderClean(image, normalization, out);
      else {
        const stream = keyedStream({ seed, purpose: 'view', epoch, index, view });
        augmentation.render(image, augmentation.sample(stream, size), normalization, out);
      }
    }
  }
  return { images, labels, count: indices.length };
}
