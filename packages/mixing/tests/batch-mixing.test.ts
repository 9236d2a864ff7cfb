// Mixup and CutMix against PyTorch and NumPy, and the laws that they are made for.
import { describe, expect, test } from '@jest/globals';
import type { FloatBatch, SoftLabels } from '@augmix/core';
import { cutmix, mixup, numpyStream } from '../src/index.js';
import { readGolden, sha256, viewStream } from './fixtures.js';

const golden = readGolden('batch-mixing');
const partners = golden.partners as number[];
const count = 6;
const side = 12;
const classes = 4;

function batch(): FloatBatch {
  const data = Float32Array.from({ length: count * side * side * 3 }, (_, i) =>
    Math.fround(Math.fround((i * 7919) % 1000) / 300),
  ).map((value) => value - 1.5);
  return { data, count, width: side, height: side, channels: 3 };
}

function labels(): SoftLabels {
  const data = new Float32Array(count * classes);
  (golden.labels as number[]).forEach((label, row) => (data[row * classes + label] = 1));
  return { data, classes };
}

/** Mean cross-entropy of the golden logits with soft labels. */
function crossEntropy({ data }: SoftLabels): number {
  const terms = (golden.logits as number[][]).flatMap((row, index) => {
    const total = Math.log(row.reduce((sum, value) => sum + Math.exp(value), 0));
    return row.map((value, c) => data[index * classes + c] * (total - value));
  });
  return terms.reduce((sum, term) => sum + term, 0) / count;
}

const size = { width: side, height: side };
type Case = Record<'seed' | 'alpha' | 'share' | 'loss' | 'probability', number> & {
  images: string;
  box: number[];
};

describe('mixup', () => {
  test.each(golden.mixup as Case[])(
    'draws and mixes as the reference with seed $seed, alpha $alpha',
    (given) => {
      const augmentation = mixup({ alpha: given.alpha });
      const { share } = augmentation.sample(numpyStream(given.seed), count, size);
      expect(share).toBeCloseTo(given.share, 13);
      const [images, soft] = [batch(), labels()];
      augmentation.apply(images, soft, { share: given.share, partners });
      expect(sha256(images.data)).toBe(given.images);
      // The mean of two cross-entropies is the cross-entropy of the mean label.
      expect(crossEntropy(soft)).toBeCloseTo(given.loss, 5);
    },
  );
});

describe('cutmix', () => {
  test.each(golden.cutmix as Case[])(
    'draws and mixes as the reference with seed $seed, alpha $alpha, probability $probability',
    ({ seed, alpha, probability, box, images: digest, loss, share }) => {
      const augmentation = cutmix({ alpha, probability });
      const trace = augmentation.sample(numpyStream(seed), count, size);
      const [left, top, right, bottom] = box;
      expect(trace.box).toEqual({ left, top, right, bottom });
      const [images, soft] = [batch(), labels()];
      augmentation.apply(images, soft, { box: trace.box, partners });
      expect(sha256(images.data)).toBe(digest);
      expect(soft.data[1]).toBe(0);
      expect(soft.data[0]).toBeCloseTo(share, 6);
      expect(crossEntropy(soft)).toBeCloseTo(loss, 5);
    },
  );

  test('an image that is not square has a box of its own shape', () => {
    const wide = { width: 4000, height: 1000 };
    const ratios = Array.from({ length: 200 }, (_, seed) => {
      const { box } = cutmix({ probability: 1 }).sample(viewStream(seed), 2, wide);
      const isInside = box.left > 0 && box.top > 0 && box.right < 4000 && box.bottom < 1000;
      return isInside ? (box.right - box.left) / (box.bottom - box.top) : undefined;
    }).filter((ratio) => ratio !== undefined);
    expect(ratios.length).toBeGreaterThan(30);
    for (const ratio of ratios) expect(Math.abs(ratio - 4)).toBeLessThan(0.2);
  });

  test('a batch is mixed as often as the probability says', () => {
    const boxes = Array.from(
      { length: 2000 },
      (_, seed) =>
        cutmix({ probability: 0.3 }).sample(viewStream(seed), 2, { width: 1000, height: 1000 }).box,
    );
    const mixed = boxes.filter(({ right }) => right > 0).length;
    expect(Math.abs(mixed / 2000 - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / 2000));
  });

  test('a trace of a larger image is cut off at the border', () => {
    const [images, soft] = [batch(), labels()];
    cutmix().apply(images, soft, { box: { left: 6, top: 0, right: 40, bottom: 40 }, partners });
    expect([...soft.data.subarray(0, 4)]).toEqual([0.5, 0, 0.5, 0]);
    const clean = batch().data;
    const row = side * 3;
    expect(images.data.subarray(0, 18)).toEqual(clean.subarray(0, 18));
    expect(images.data.subarray(18, row)).toEqual(
      clean.subarray(partners[0] * side * row + 18, partners[0] * side * row + row),
    );
  });
});

describe.each([
  ['mixup', mixup()],
  ['cutmix', cutmix({ probability: 1 })],
] as const)('%s', (_name, augmentation) => {
  const apply = augmentation.apply.bind(augmentation) as (
    images: FloatBatch,
    soft: SoftLabels,
    trace: unknown,
  ) => void;

  test('partners are a permutation, and every label stays a distribution', () => {
    for (let seed = 0; seed < 50; seed++) {
      const trace = augmentation.sample(viewStream(seed), count, size);
      expect([...trace.partners].sort()).toEqual([0, 1, 2, 3, 4, 5]);
      const [images, soft] = [batch(), labels()];
      apply(images, soft, JSON.parse(JSON.stringify(trace)));
      expect(images.data.every(Number.isFinite)).toBe(true);
      for (let row = 0; row < count; row++) {
        const sum = soft.data.subarray(row * classes, (row + 1) * classes).reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(1, 6);
      }
    }
  });

  test('an image that is its own partner stays as it is', () => {
    const [images, soft] = [batch(), labels()];
    const trace = augmentation.sample(viewStream(3), count, size);
    apply(images, soft, { ...trace, partners: [0, 1, 2, 3, 4, 5] });
    const farthest = (values: Float32Array, originals: Float32Array): number =>
      values.reduce((most, value, i) => Math.max(most, Math.abs(value - originals[i])), 0);
    expect(farthest(images.data, batch().data)).toBeLessThan(1e-6);
    expect(farthest(soft.data, labels().data)).toBeLessThan(1e-6);
  });

  test.each([[[0, 1]], [[0, 1, 2, 3, 4, 6]], [[0, 1, 2, 3, 4, -1]], [[0, 1, 2, 3, 4, 0.5]]])(
    'refuses the partners %j for six images',
    (wrong) => {
      const trace = { ...augmentation.sample(viewStream(3), count, size), partners: wrong };
      expect(() => apply(batch(), labels(), trace)).toThrow(
        expect.objectContaining({
          code: 'INVALID_ARGUMENT',
          details: expect.objectContaining({ path: 'partners' }),
        }),
      );
    },
  );
});

test.each([
  () => mixup({ alpha: 0 }),
  () => mixup({ alpha: Infinity }),
  () => cutmix({ alpha: -1 }),
  () => cutmix({ probability: 1.1 }),
  () => cutmix({ probability: NaN }),
])('%s is refused', (make) => {
  expect(make).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
});
