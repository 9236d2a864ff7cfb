import { jest, expect, test } from '@jest/globals';
import { createRegistry } from '@augmix/core';
import * as tf from '@tensorflow/tfjs-core';
import { registerTrainingKernels, startWasmBackend, trainingKernels } from '../src/index.js';
import { plugins } from '../src/plugins.js';

test('registering is idempotent and silent, before and after the start', async () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
  registerTrainingKernels();
  await startWasmBackend();
  registerTrainingKernels();
  for (const kernel of trainingKernels) expect(tf.getKernel(kernel.kernelName, 'wasm')).toBe(kernel);
  expect(warn.mock.calls.flat().filter((line) => String(line).includes('already registered'))).toEqual([]);
  warn.mockRestore();
});

test('a kernel registered by others is replaced, and every kernel exists once', () => {
  const [kernel] = trainingKernels;
  tf.unregisterKernel(kernel.kernelName, 'wasm');
  tf.registerKernel({ ...kernel, kernelFunc: () => [] });
  registerTrainingKernels();
  expect(tf.getKernel(kernel.kernelName, 'wasm')).toBe(kernel);
  const names = tf.getKernelsForBackend('wasm').map(({ kernelName }) => kernelName);
  expect(new Set(names).size).toBe(names.length);
});

test('the plugin starts the backend and says what runs', async () => {
  const backend = await createRegistry().use(plugins).create('backend', { type: 'wasm' });
  await backend.start();
  expect(tf.getBackend()).toBe('wasm');
  expect(await backend.describe()).toEqual({ 'tfjs-backend-wasm': '4.22.0', simd: 'true' });
});
