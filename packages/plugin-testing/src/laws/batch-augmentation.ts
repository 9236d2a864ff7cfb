import type { BatchAugmentation } from '@augmix/core';
import { claim, claimSame } from '../internal/claim.js';
import { batchStream, seeds, throughJson, usualSize } from '../internal/samples.js';
import type { Law } from '../law.js';

const classes = 5;
const counts = [1, 2, 7];

const trace = (augmentation: BatchAugmentation, count: number, seed: number): unknown =>
  augmentation.sample(batchStream(seed), count, usualSize);

function mixed(augmentation: BatchAugmentation, count: number, given: unknown) {
  const length = count * usualSize.width * usualSize.height * 3;
  const images = Float32Array.from({ length }, (_, index) => Math.sin(index));
  const labels = Float32Array.from({ length: count * classes }, (_, index) =>
    index % classes === Math.floor(index / classes) % classes ? 1 : 0,
  );
  augmentation.apply({ data: images, count, channels: 3, ...usualSize }, { data: labels, classes }, given);
  return { images, labels };
}

const cases = counts.flatMap((count) => seeds.map((seed) => [count, seed] as const));

/** What holds for a batch augmentation. */
export const batchAugmentationLaws: readonly Law<BatchAugmentation>[] = [
  {
    name: 'draws the same under the same seed',
    because: 'all randomness comes from the stream that is passed in, so that a seed gives the same batches',
    check: async ({ create }) => {
      const [one, other] = [await create(), await create()];
      for (const [count, seed] of cases) {
        claimSame(trace(one, count, seed), trace(other, count, seed), 'two traces');
      }
    },
  },
  {
    name: 'replays a trace from a file',
    because: 'a trace is plain JSON and holds everything drawn',
    check: async ({ create }) => {
      const augmentation = await create();
      for (const [count, seed] of cases) {
        const drawn = trace(augmentation, count, seed);
        const read = throughJson(drawn);
        claimSame(read, drawn, 'the trace after a trip through JSON');
        claimSame(mixed(augmentation, count, read), mixed(augmentation, count, drawn), 'the replayed batch');
      }
    },
  },
  {
    name: 'leaves images of finite numbers',
    because: 'images are normalised values, mixed in place',
    check: async ({ create }) => {
      const augmentation = await create();
      for (const [count, seed] of cases) {
        const { images } = mixed(augmentation, count, trace(augmentation, count, seed));
        const wrong = images.findIndex((value) => !Number.isFinite(value));
        claim(wrong < 0, () => `value ${wrong} of a batch of ${count} is ${images[wrong]}`);
      }
    },
  },
  {
    name: 'leaves labels that are probabilities',
    because: 'each row of the labels holds numbers of at least 0 whose sum is 1',
    check: async ({ create }) => {
      const augmentation = await create();
      for (const [count, seed] of cases) {
        const { labels } = mixed(augmentation, count, trace(augmentation, count, seed));
        for (let row = 0; row < count; row++) {
          const label = labels.subarray(row * classes, (row + 1) * classes);
          const sum = label.reduce((total, probability) => total + probability, 0);
          claim(
            label.every((probability) => probability >= 0) && Math.abs(sum - 1) < 1e-4,
            () => `row ${row} of a batch of ${count} is [${[...label].join(', ')}], with the sum ${sum}`,
          );
        }
      }
    },
  },
];
