// Where the time of a step goes: every kernel of the current backend, timed from outside. A kernel that calls others is
// charged for itself only.
import * as tf from '@tensorflow/tfjs-core';

/** Replaces the kernels by timed ones for as long as `run` takes. */
async function withTimedKernels(record, run) {
  const backendName = tf.getBackend();
  const kernels = tf.getKernelsForBackend(backendName);
  const inner = [0];
  const swap = (config) => {
    tf.unregisterKernel(config.kernelName, backendName);
    tf.registerKernel(config);
  };
  const timed = (kernel) => ({
    ...kernel,
    kernelFunc(args) {
      inner.push(0);
      const start = performance.now();
      const output = kernel.kernelFunc(args);
      const elapsed = performance.now() - start;
      const ofOthers = inner.pop();
      inner[inner.length - 1] += elapsed;
      record(kernel.kernelName, elapsed - ofOthers);
      return output;
    },
  });
  for (const kernel of kernels) swap(timed(kernel));
  try {
    return await run();
  } finally {
    for (const kernel of kernels) swap(kernel);
  }
}

/** Milliseconds and calls a step of each kernel, and of what happens outside of them. */
export async function profileKernels(step, steps) {
  const rows = new Map();
  const record = (kernel, milliseconds) => {
    const row = rows.get(kernel) ?? { kernel, calls: 0, milliseconds: 0 };
    rows.set(kernel, row);
    row.calls++;
    row.milliseconds += milliseconds;
  };
  await step();
  const start = performance.now();
  await withTimedKernels(record, async () => {
    for (let index = 0; index < steps; index++) await step();
  });
  const total = (performance.now() - start) / steps;
  const kernels = [...rows.values()].map(({ kernel, calls, milliseconds }) => ({
    kernel,
    calls: calls / steps,
    milliseconds: milliseconds / steps,
  }));
  const inKernels = kernels.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  kernels.push({ kernel: 'outside of kernels', calls: 1, milliseconds: total - inKernels });
  return { total, kernels: kernels.sort((a, b) => b.milliseconds - a.milliseconds) };
}
