// Where the engine has no WebAssembly, or none that knows SIMD, there are no kernels and no error.
import { expect, test } from '@jest/globals';

test('no kernels', async () => {
  Object.defineProperty(globalThis, 'WebAssembly', { value: undefined });
  const { kernels, prepareKernels } = await import('../src/index.js');
  expect(kernels()).toBeUndefined();
  expect(await prepareKernels()).toBe(false);
  expect(kernels()).toBeUndefined();
});
