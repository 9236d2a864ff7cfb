// Memory and limits. That kernels give the right bytes is shown where the corruptions are: in @augmix/corruptions.
import { expect, test } from '@jest/globals';
import { allowCorruptionKernels, corruptionKernels, prepareCorruptionKernels } from '../src/corruptions.js';

const fast = corruptionKernels()!;

test('blocks are aligned, apart by more than their length, and given back from the top', () => {
  const first = fast.allocate(5);
  const second = fast.allocate(100);
  expect(first % 16).toBe(0);
  expect(second % 16).toBe(0);
  expect(second - first).toBeGreaterThanOrEqual(5 + 64);
  fast.release(first);
  expect(fast.allocate(1)).toBe(first);
  fast.release(first);
});

test('memory grows as it is needed, keeps what it holds, and views are those of the grown one', () => {
  const start = fast.allocate(8);
  fast.bytes.set([1, 2, 3, 4], start);
  const before = fast.bytes.length;
  const far = fast.allocate(before);
  expect(fast.bytes.length).toBeGreaterThanOrEqual(far + before + 64);
  expect(fast.words[start >> 2]).toBe(0x04030201);
  expect(fast.singles.buffer).toBe(fast.bytes.buffer);
  expect(fast.doubles.buffer).toBe(fast.bytes.buffer);
  fast.release(start);
});

test.each([
  [{ width: 2 ** 23, height: 1, channels: 1 }, true],
  [{ width: 2 ** 23 + 1, height: 1, channels: 1 }, false],
  [{ width: 1, height: 1, channels: 4 }, true],
  [{ width: 1, height: 1, channels: 5 }, false],
])('%j is accepted: %j', (shape, isAccepted) => {
  expect(fast.accepts(shape)).toBe(isAccepted);
});

test('kernels can be turned off and on', async () => {
  allowCorruptionKernels(false);
  expect(corruptionKernels()).toBeUndefined();
  allowCorruptionKernels(true);
  expect(corruptionKernels()).toBe(fast);
  expect(await prepareCorruptionKernels()).toBe(true);
});
