import { describe, expect, it } from '@jest/globals';
import { createImage, type Image } from '@augmix/core';
import { predictChunk, type CellImages, type Predictor } from '@augmix/evaluation';

const image = (level: number, side = 2): Image =>
  createImage(side, side, 1, new Uint8Array(side * side).fill(level));

/** Its two logits are the level of an image, and twice that; it keeps how many images each call had. */
function brightness(calls: number[] = [], factor = 1): Predictor {
  return {
    classes: 2,
    input: { height: 2, width: 2, channels: 1 },
    async predict(images, count) {
      calls.push(count);
      expect(images).toHaveLength(4 * count);
      return Float32Array.from({ length: 2 * count }, (_, place) => {
        const level = images[4 * (place >> 1)];
        return factor * level * (1 + (place % 2));
      });
    },
    dispose() {},
  };
}

const stills: CellImages = {
  length: 10,
  frames: 1,
  label: (index) => index % 3,
  read: (index) => [image(index)],
};
const sequences: CellImages = {
  length: 4,
  frames: 3,
  read: (index) => [0, 1, 2].map((frame) => image(10 * index + frame)),
};

describe('predictChunk', () => {
  it('gives logits and labels of the records that are asked for', async () => {
    const { logits, labels } = await predictChunk([brightness()], stills, { start: 3, count: 4 });
    expect([...logits[0]]).toEqual([3, 6, 4, 8, 5, 10, 6, 12]);
    expect([...labels!]).toEqual([0, 1, 2, 0]);
  });

  it('reads each record once, whatever the number of networks', async () => {
    const read: number[] = [];
    const counted: CellImages = { ...stills, read: (index) => (read.push(index), [image(index)]) };
    const { logits } = await predictChunk([brightness(), brightness([], -1)], counted, {
      start: 0,
      count: 3,
    });
    expect(read).toEqual([0, 1, 2]);
    expect([...logits[1]]).toEqual([...logits[0]].map((value) => -value));
  });

  it('shows as many images at a time as it may, and never part of a sequence', async () => {
    const calls: number[] = [];
    await predictChunk([brightness(calls)], stills, { start: 0, count: 10 }, 4);
    expect(calls).toEqual([4, 4, 2]);
    calls.length = 0;
    await predictChunk([brightness(calls)], sequences, { start: 0, count: 4 }, 7);
    expect(calls).toEqual([6, 6]);
    calls.length = 0;
    await predictChunk([brightness(calls)], sequences, { start: 0, count: 2 }, 2);
    expect(calls).toEqual([3, 3]);
  });

  it('gives the frames of sequences in order, and no labels', async () => {
    const { logits, labels } = await predictChunk([brightness()], sequences, { start: 1, count: 2 }, 3);
    const levels = [...logits[0]].filter((_, place) => place % 2 === 0);
    expect(levels).toEqual([10, 11, 12, 20, 21, 22]);
    expect(labels).toBeUndefined();
  });

  it('says which image is not of the size that networks take', async () => {
    const odd: CellImages = { ...stills, read: (index) => [image(index, index === 7 ? 3 : 2)] };
    await expect(predictChunk([brightness()], odd, { start: 5, count: 5 })).rejects.toMatchObject({
      code: 'MODEL_MISMATCH',
      message: 'image 7 is 3×3×1, the model takes 2×2×1',
    });
  });
});
