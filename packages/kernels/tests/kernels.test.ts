// Memory and limits. That kernels give the right bytes is shown where the ops are: in @augmix/ops and @augmix/mixing.
import { expect, test } from '@jest/globals';
import { createImage } from '@augmix/core';
import { allowKernels, kernels, opKernels, prepareKernels } from '../src/index.js';

const fast = kernels()!;

test('blocks are aligned, apart by more than their length, and given back from the top', () => {
  const first = fast.allocate(5);
  const second = fast.allocate(100);
  expect(first % 16).toBe(0);
  expect(second % 16).toBe(0);
  expect(second - first).toBeGreaterThanOrEqual(5 + 64);
  fast.release(second);
  expect(fast.allocate(1)).toBe(second);
  fast.release(first);
  expect(fast.allocate(1)).toBe(first);
  fast.release(first);
});

test('memory grows as it is needed, keeps what it holds, and views are those of the grown one', () => {
  const start = fast.allocate(4);
  fast.bytes.set([1, 2, 3, 4], start);
  fast.parameters[2] = 0.125;
  const before = fast.bytes.length;
  const far = fast.allocate(before);
  expect(fast.bytes.length).toBeGreaterThanOrEqual(far + before + 64);
  expect([...fast.bytes.subarray(start, start + 4)]).toEqual([1, 2, 3, 4]);
  expect(fast.words[start >> 2]).toBe(0x04030201);
  expect(fast.parameters[2]).toBe(0.125);
  expect(fast.floats.buffer).toBe(fast.bytes.buffer);
  fast.release(start);
});

test('applying a kernel leaves the stack and the image as they were', () => {
  const top = fast.allocate(0);
  const image = createImage(3, 2, 1, Uint8Array.of(0, 50, 100, 150, 200, 250));
  const result = createImage(3, 2, 1);
  fast.parameters[0] = 100;
  fast.apply(opKernels.solarize, image, result);
  expect([...result.data]).toEqual([0, 50, 155, 105, 55, 5]);
  expect([...image.data]).toEqual([0, 50, 100, 150, 200, 250]);
  fast.apply(opKernels.none, image, result);
  expect(result).toEqual(image);
  fast.release(top);
  expect(fast.allocate(0)).toBe(top);
  fast.release(top);
});

test.each([
  [{ width: 10_666, height: 1, channels: 3 }, true],
  [{ width: 10_667, height: 1, channels: 3 }, false],
  [{ width: 1, height: 1, channels: 4 }, true],
  [{ width: 1, height: 1, channels: 5 }, false],
  [{ width: 8192, height: 8192, channels: 1 }, true],
  [{ width: 8192, height: 8193, channels: 1 }, false],
])('%j is accepted: %j', (shape, isAccepted) => {
  expect(fast.accepts(shape)).toBe(isAccepted);
});

test('every number of a kernel has a kernel, and each its own', () => {
  const image = createImage(20, 20, 3);
  image.data.forEach((_, index) => (image.data[index] = 40 + ((index * index) % 150)));
  const outputs = Object.values(opKernels).map((kernel) => {
    const result = createImage(20, 20, 3);
    const isRotation = kernel === opKernels.rotate;
    fast.parameters.set(isRotation ? [0.8, 0.6, -4, -0.6, 0.8, 8, 0, 0] : [0.7, 0, 0, 0, 0, 0, 0, 0]);
    if (kernel === opKernels.posterize) fast.parameters[0] = 0xc0;
    if (kernel === opKernels.translateX || kernel === opKernels.translateY) fast.parameters[0] = 3;
    fast.apply(kernel, image, result);
    return result.data.join();
  });
  expect(new Set(outputs).size).toBe(Object.keys(opKernels).length);
});

test('kernels can be turned off and on', async () => {
  allowKernels(false);
  expect(kernels()).toBeUndefined();
  allowKernels(true);
  expect(kernels()).toBe(fast);
  expect(await prepareKernels()).toBe(true);
});
