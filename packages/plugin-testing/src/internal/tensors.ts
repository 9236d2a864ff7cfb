import { AugmixError } from '@augmix/core';
import type { Subject } from '../law.js';
import type { TensorFlow } from '../tensorflow.js';
import { claim } from './claim.js';

/** The TensorFlow.js that was passed in. */
export function tensorFlowOf({ tf, plugin: { kind, name } }: Subject): TensorFlow {
  if (tf) return tf;
  throw new AugmixError('USAGE', `the kit needs TensorFlow.js for the ${kind} "${name}"`, {
    expected: 'tf: the module @tensorflow/tfjs-core or @tensorflow/tfjs, with a backend that runs',
  });
}

/** Ends a law when work leaves more tensors behind than there were. */
export async function claimNoLeak(
  tf: TensorFlow,
  what: string,
  work: () => void | Promise<void>,
): Promise<void> {
  // What is made once and kept, such as a constant, is no leak.
  await work();
  const before = tf.memory().numTensors;
  for (let time = 0; time < 3; time++) await work();
  const left = tf.memory().numTensors - before;
  claim(left <= 0, `${what} 3 times leaves ${left} tensors behind`);
}
