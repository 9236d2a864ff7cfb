import type { Optimizer } from '@augmix/core/tensor';
import { AugmixError } from '@augmix/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Checkpoint } from './checkpoint.js';

/** An optimizer's state as files of a checkpoint. */
export async function optimizerFiles(optimizer: Optimizer): Promise<Checkpoint['optimizer']> {
  const { data, specs } = await tf.io.encodeWeights(optimizer.state());
  return {
    'optimizer.json': JSON.stringify(specs) + '\n',
    'optimizer.bin': new Uint8Array(data),
  };
}

/** Puts an optimizer into the state of a checkpoint. */
export function restoreOptimizer(optimizer: Optimizer, files: Checkpoint['optimizer']): void {
  const specs = JSON.parse(files['optimizer.json']) as tf.io.WeightsManifestEntry[];
  const expected = specs.reduce(
    (sum, { shape }) => sum + shape.reduce((product, side) => product * side, 4),
    0,
  );
  const bytes = files['optimizer.bin'];
  if (bytes.length !== expected) {
    throw new AugmixError('CHECKPOINT_INVALID', `optimizer.bin has ${bytes.length} bytes`, {
      expected: `${expected}`,
    });
  }
  const state = tf.io.decodeWeights(bytes.slice().buffer, specs);
  optimizer.restore(state);
  tf.dispose(state);
}
