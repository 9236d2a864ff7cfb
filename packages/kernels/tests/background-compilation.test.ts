// A browser may refuse to compile on its main thread at once: then kernels are there a little later.
import { expect, test } from '@jest/globals';

test('kernels come when they are compiled', async () => {
  const { Instance, compile } = (globalThis as any).WebAssembly;
  class Module {
    constructor() {
      throw new RangeError('WebAssembly.Compile is disallowed on the main thread');
    }
  }
  Object.defineProperty(globalThis, 'WebAssembly', { value: { Module, Instance, compile } });
  const { kernels, prepareKernels } = await import('../src/index.js');
  expect(kernels()).toBeUndefined();
  expect(await prepareKernels()).toBe(true);
  expect(kernels()!.accepts({ width: 1, height: 1, channels: 1 })).toBe(true);
});
