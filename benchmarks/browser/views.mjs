// Shared by the page and by Node: fresh AugMix views of a picture, a fingerprint of their bytes, and their speed.
import { createImage, keyedStream } from '@augmix/core';
import { augmix } from '@augmix/mixing';
import { augmixOps, resize } from '@augmix/ops';

const normalization = { mean: [0], std: [1] };
const settings = { severity: 3 };

/** A picture that looks the same everywhere: hills of colour with a grid on them. */
export function picture(size) {
  const image = createImage(64, 64, 3);
  for (let y = 0; y < 64; y++) {
    for (let x = 0; x < 64; x++) {
      const isLine = x % 16 === 0 || y % 16 === 0;
      const at = 3 * (64 * y + x);
      image.data[at] = isLine ? 250 : 4 * x;
      image.data[at + 1] = isLine ? 250 : 4 * y;
      image.data[at + 2] = isLine ? 250 : ((x - 32) ** 2 + (y - 32) ** 2) >> 3;
    }
  }
  return resize(image, { width: size, height: size });
}

function renderer(image, seed) {
  const augmentation = augmix({ ops: augmixOps(), ...settings });
  return (index, view) => {
    const stream = keyedStream({ seed, purpose: 'view', index });
    augmentation.render(image, augmentation.sample(stream, image), normalization, view);
  };
}

/** Fresh views of an image, values 0 … 1. */
export function renderViews(image, count) {
  const render = renderer(image, 1);
  return Array.from({ length: count }, (_, index) => {
    const view = new Float32Array(image.data.length);
    render(index, view);
    return view;
  });
}

/** FNV-1a over the bytes of float32 values; it needs nothing of Node or of a browser. */
export function fingerprint(views) {
  let hash = 0x811c9dc5;
  for (const view of views) {
    for (const byte of new Uint8Array(view.buffer)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}

/** Views a second through the public API, sampling included, after a warm-up. */
export function viewsPerSecond(image, seconds = 1) {
  const render = renderer(image, 2);
  const view = new Float32Array(image.data.length);
  const measure = (limit) => {
    const start = performance.now();
    let count = 0;
    let elapsed = 0;
    for (; elapsed < limit; elapsed = (performance.now() - start) / 1000) {
      for (const end = count + 16; count < end; count++) render(count, view);
    }
    return count / elapsed;
  };
  measure(seconds / 2);
  return measure(seconds);
}

/** What the page and Node both compute. */
export function measureAll() {
  return [32, 224].map((size) => {
    const image = picture(size);
    return {
      size,
      fingerprint: fingerprint(renderViews(image, 64)),
      viewsPerSecond: Math.round(viewsPerSecond(image)),
    };
  });
}
