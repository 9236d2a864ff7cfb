// Our side: the pipeline that feeds training, read as fast as it gives batches.
import { fileURLToPath } from 'node:url';
import { createRegistry } from '@augmix/core';
import { plugins as data } from '@augmix/data/plugins';
import { plugins as mixing } from '@augmix/mixing/plugins';
import { plugins as ops } from '@augmix/ops/plugins';
import { createPipeline } from '@augmix/pipeline';

const registry = createRegistry().use(ops).use(mixing).use(data);
const prepare = {
  cifar: ['horizontal_flip', 'pad_crop'],
  jpeg: [{ type: 'random_resized_crop', size: 224 }, 'horizontal_flip'],
};

/** Opens the pipeline of a kind of images. */
export function openPipeline(kind, source, workers) {
  const dataset =
    kind === 'cifar'
      ? { type: 'cifar10', folder: source, partial: true }
      : { type: 'imagefolder', folder: source, train: '.' };
  const spec = {
    seed: 1,
    dataset: registry.resolve('dataset', dataset),
    split: 'train',
    transforms: prepare[kind].map((ref) => registry.resolve('op', ref)),
    augmentation: registry.resolve('augmentation', { type: 'augmix', severity: 3 }),
    views: ['clean', 'augmented', 'augmented'],
    normalization: { mean: [0.5], std: [0.5] },
    folder: fileURLToPath(new URL('.', import.meta.url)),
  };
  return createPipeline(registry, spec, { workers });
}

/** Images a second (an image is three views), after a warm-up. `onBatch` is told how many batches were read. */
export async function ownRate({ kind, source, workers, batch, batches }, onBatch = () => {}) {
  const pipeline = await openPipeline(kind, source, workers);
  const warmUp = 2 * workers + 2;
  const order = Uint32Array.from(
    { length: batch * (batches + warmUp) },
    (_, index) => index % pipeline.length,
  );
  let read = 0;
  let start = 0;
  for await (const { images } of pipeline.batches({ epoch: 0, order, batchSize: batch })) {
    // What a tensor needs: one copy out of the memory that the workers write to.
    images.slice();
    read++;
    onBatch(read);
    if (read === warmUp) start = performance.now();
  }
  const rate = (batch * batches * 1000) / (performance.now() - start);
  await pipeline.close();
  return rate;
}

// As a process of its own: node own.mjs '<request>' prints the rate.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(await ownRate(JSON.parse(process.argv[2])));
}
