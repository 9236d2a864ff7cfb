import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cutout, none, renderClean } from '../src/index.js';
import { testImage, viewStream } from './fixtures.js';

const normalization = { mean: [0.2, 0.4, 0.6], std: [0.5, 0.25, 0.125] };
const sides = fc.integer({ min: 1, max: 20 });

test('values are 0 inside the holes and clean outside', () => {
  fc.assert(
    fc.property(
      sides,
      sides,
      sides,
      fc.integer({ min: 1, max: 3 }),
      fc.nat(),
      (width, height, length, holes, seed) => {
        const image = testImage(width, height);
        const augmentation = cutout({ length, holes });
        const trace = augmentation.sample(viewStream(seed), image);
        const [view, clean] = [new Float32Array(image.data.length), new Float32Array(image.data.length)];
        augmentation.render(image, trace, normalization, view);
        renderClean(image, normalization, clean);
        expect(trace.holes.length).toBe(holes);
        view.forEach((value, i) => {
          const pixel = Math.floor(i / 3);
          const [x, y] = [pixel % width, Math.floor(pixel / width)];
          const inside = trace.holes.some(
            ({ left, top, right, bottom }) => x >= left && x < right && y >= top && y < bottom,
          );
          expect(value).toBe(inside ? 0 : clean[i]);
        });
      },
    ),
  );
});

test('a trace of a larger image is cut off at the border', () => {
  const image = testImage(4, 4, 1);
  const view = new Float32Array(16);
  const trace = {
    holes: [
      { left: 2, top: 3, right: 30, bottom: 40 },
      { left: 9, top: 0, right: 12, bottom: 4 },
    ],
  };
  cutout().render(image, trace, { mean: [2], std: [1] }, view);
  expect([...view].map((value) => (value === 0 ? 0 : 1)).join('')).toBe('1111111111111100');
});

test('a square of even length has its full area when it lies inside', () => {
  const { holes } = cutout({ length: 8 }).sample(viewStream(2), { width: 1000, height: 1000 });
  expect([holes[0].right - holes[0].left, holes[0].bottom - holes[0].top]).toEqual([8, 8]);
});

test.each([{ length: 0 }, { length: 1.5 }, { holes: 0 }])('refuses %j', (settings) => {
  expect(() => cutout(settings)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
});

test('no augmentation draws nothing and renders the clean view', () => {
  const image = testImage(5, 3);
  const [used, fresh] = [viewStream(1), viewStream(1)];
  const trace = none().sample(used, image);
  expect(trace).toEqual({});
  expect(used.uint32()).toBe(fresh.uint32());
  const [view, clean] = [new Float32Array(45), new Float32Array(45)];
  none().render(image, trace, normalization, view);
  renderClean(image, normalization, clean);
  expect(view).toEqual(clean);
  // (28 / 255 − 0.2) / 0.5 for the second pixel's 7, in float32
  expect(view[3]).toBe(Math.fround(Math.fround(Math.fround(7 / 255) - Math.fround(0.2)) / 0.5));
});
