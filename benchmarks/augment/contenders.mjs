// Our side: whole views and single ops, in both forms, through the public API.
import { keyedStream } from '@augmix/core';
import { allowKernels, kernels, mixChains } from '@augmix/kernels';
import { augmix } from '@augmix/mixing';
import { allAugmixOps, augmixOps } from '@augmix/ops';

export const severity = 3;
export const half = { mean: [0.5], std: [0.5] };
export const cifar = { mean: [0.4914, 0.4822, 0.4465], std: [0.2023, 0.1994, 0.201] };

/** Seconds by the clock on the wall, or of the processor on behalf of this process, with all of its threads. */
const clocks = {
  wall: () => performance.now() / 1000,
  processor: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  },
};
let now = clocks.wall;

export function useClock(name) {
  now = clocks[name];
}

/** Calls in a second; the clock is read every `batch` calls. */
function rateOf(call, seconds, batch) {
  const start = now();
  let elapsed = 0;
  let count = 0;
  while (elapsed < seconds) {
    for (let end = count + batch; count < end; count++) call(count);
    elapsed = now() - start;
  }
  return count / elapsed;
}

/** From an 8-bit image and a random stream to a float32 view. */
export function viewRate({ form, images, width, ops, normalization, seconds }) {
  allowKernels(form === 'kernels');
  const mixing = augmix({ ops: ops === 9 ? augmixOps() : allAugmixOps(), severity, width });
  const out = new Float32Array(images[0].data.length);
  const view = (index) => {
    const image = images[index % images.length];
    const stream = keyedStream({ seed: 1, purpose: 'view', index });
    mixing.render(image, mixing.sample(stream, image), normalization, out);
  };
  const rate = rateOf(view, seconds, images[0].width > 100 ? 2 : 50);
  allowKernels(true);
  return rate;
}

/** Reading an image and writing it normalised, once: what no view can do without. */
export function copyRate({ images, seconds }) {
  const fast = kernels();
  const { length } = images[0].data;
  const out = new Float32Array(length);
  return rateOf(
    (index) => {
      const clean = fast.allocate(length);
      fast.bytes.set(images[index % images.length].data, clean);
      mixChains(fast, { clean, chains: [], weights: [], mix: 0, length, channels: 3 }, half, out);
      fast.release(clean);
    },
    seconds,
    images[0].width > 100 ? 2 : 50,
  );
}

/** Arguments as a chain of this severity draws them. */
export function drawnArguments(op, count, size) {
  return Array.from({ length: count }, (_, index) =>
    op.fromSeverity(keyedStream({ seed: 2, purpose: 'view', index }), severity, size),
  );
}

export function opRate({ form, op, images, drawn, seconds }) {
  allowKernels(form === 'kernels');
  const out = { ...images[0], data: new Uint8Array(images[0].data.length) };
  const rate = rateOf(
    (index) => op.apply(images[index % images.length], drawn[index % drawn.length], out),
    seconds,
    images[0].width > 100 ? 2 : 50,
  );
  allowKernels(true);
  return rate;
}
