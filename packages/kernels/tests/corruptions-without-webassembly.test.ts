// Where the engine has no WebAssembly, or none that knows SIMD, there are no kernels of corruptions and no error.
import { expect, test } from '@jest/globals';

test('no kernels', async () => {
  Object.defineProperty(globalThis, 'WebAssembly', { value: undefined });
  const { corruptionKernels, prepareCorruptionKernels } = await import('../src/corruptions.js');
  expect(corruptionKernels()).toBeUndefined();
  expect(await prepareCorruptionKernels()).toBe(false);
  expect(corruptionKernels()).toBeUndefined();
});
