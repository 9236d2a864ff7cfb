// Starts TensorFlow.js backends for tests; the WebAssembly one needs to be told where its binaries are.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
setWasmPaths(`${join(dirname(entry), 'wasm-out')}/`);

// No advice to install another backend in the middle of test results.
tf.env().set('PROD', true);

export const backends = ['cpu', 'wasm'] as const;

export async function startBackend(name: (typeof backends)[number]): Promise<void> {
  await tf.setBackend(name);
  await tf.ready();
}
