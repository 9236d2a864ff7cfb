import type * as tfjs from '@tensorflow/tfjs-core';
import type { Subject } from '../law.js';
import { claim } from './claim.js';
import type { KernelCase, Ops } from './kernel-cases.js';
import { tensorFlowOf } from './tensors.js';

/** The backend whose results count as right: plain JavaScript. */
export const reference = 'cpu';

/** TensorFlow.js with all of its ops. */
export const opsOf = (subject: Subject): Ops => tensorFlowOf(subject) as unknown as Ops;

/** Values in −2 … 2 that are never equal nor 0, another sequence for each `which`. */
export function valuesOf(shape: readonly number[], which: number): number[] {
  const size = shape.reduce((product, side) => product * side, 1);
  // Steps of the golden ratio spread evenly over an interval and never repeat.
  return Array.from({ length: size }, (_, i) => (((i + 1) * 0.61803398875 + which * 0.37) % 1) * 4 - 2);
}

/** The results of a case, then its gradients by the inputs, as shape and values. */
async function run(tf: Ops, { shapes, compute, differentiable = true }: KernelCase): Promise<number[][]> {
  const tensors = tf.tidy(() => {
    const inputs = shapes.map((shape, which) => tf.tensor(valuesOf(shape, which), shape));
    const result = compute(tf, inputs);
    if (!differentiable) return [result];
    const dy = tf.tensor(valuesOf(result.shape, shapes.length), result.shape);
    return [result, ...tf.grads((...all: tfjs.Tensor[]) => compute(tf, all))(inputs, dy)];
  });
  const values = await Promise.all(
    tensors.map(async (tensor) => [...tensor.shape, ...((await tensor.data()) as Float32Array)]),
  );
  tf.dispose(tensors);
  return values;
}

/** Ends a law unless two lists of numbers agree, as parts of the largest of them. */
export function claimClose(
  found: readonly number[],
  expected: readonly number[],
  what: string,
  tolerance: number,
): void {
  claim(
    found.length === expected.length,
    `${what} has ${found.length} numbers instead of ${expected.length}`,
  );
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  found.forEach((value, i) => {
    // NaN on one side alone is a difference.
    const isClose = Math.abs(value - expected[i]) <= tolerance * scale || Object.is(value, expected[i]);
    claim(isClose, () => `${what}: number ${i} is ${value} instead of ${expected[i]}`);
  });
}

/** Compares a case on two backends. */
export async function compareCase(tf: Ops, backend: string, given: KernelCase): Promise<void> {
  const before = tf.memory().numTensors;
  const found = await run(tf, given);
  claim(
    tf.memory().numTensors === before,
    () => `${given.name} leaves ${tf.memory().numTensors - before} tensors behind`,
  );
  await tf.setBackend(reference);
  const expected = await run(tf, given);
  await tf.setBackend(backend);
  expected.forEach((values, i) => {
    const what = i === 0 ? given.name : `${given.name}, gradient by input ${i - 1}`;
    claimClose(found[i], values, what, 1e-5);
  });
}
