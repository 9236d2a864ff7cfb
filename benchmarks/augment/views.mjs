// A program that runs anywhere: renders views, and tells a checksum of all their bits and how many it made in a second.
import { createImage, keyedStream } from '@augmix/core';
import { prepareKernels } from '@augmix/kernels';
import { augmix } from '@augmix/mixing';
import { allAugmixOps } from '@augmix/ops';

function picture(size) {
  const image = createImage(size, size, 3);
  let state = 1;
  for (let index = 0; index < image.data.length; index++) {
    const pixel = Math.floor(index / 3);
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    image.data[index] =
      ((7 * (pixel % size) + 5 * Math.floor(pixel / size)) >> 2) + (state >>> 27) + 20 * (index % 3);
  }
  return image;
}

export async function makeViews(size, count) {
  const hasKernels = await prepareKernels();
  const image = picture(size);
  const mixing = augmix({ ops: allAugmixOps() });
  const out = new Float32Array(image.data.length);
  const words = new Uint32Array(out.buffer);
  const view = (index) => {
    const stream = keyedStream({ seed: 1, purpose: 'view', index });
    mixing.render(image, mixing.sample(stream, image), { mean: [0.5], std: [0.5] }, out);
  };
  let checksum = 0;
  for (let index = 0; index < count; index++) {
    view(index);
    for (const word of words) checksum = (Math.imul(checksum, 31) + word) | 0;
  }
  const start = performance.now();
  let done = 0;
  let elapsed = 0;
  for (; elapsed < 1000; elapsed = performance.now() - start) {
    for (let index = 0; index < 20; index++) view(done++);
  }
  const imagesPerSecond = Math.round((1000 * done) / elapsed);
  return { hasKernels, size, count, checksum, imagesPerSecond };
}
