import { AugmixError } from '@augmix/core';
import type { NamedTensors, Optimizer } from '@augmix/core/tensor';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Checkpoint } from './checkpoint.js';
import { trainableVariables } from './internal/model-variables.js';

/** Contents of `optimizer.json`. */
interface OptimizerManifest {
  /** Names of the model's trainable variables, in its order. */
  variables: string[];
  /** What `optimizer.bin` holds, named after the variables. */
  tensors: tf.io.WeightsManifestEntry[];
}

/** An optimizer's state as files of a checkpoint. */
export async function optimizerFiles(
  optimizer: Optimizer,
  model: LayersModel,
): Promise<Checkpoint['optimizer']> {
  const { data, specs } = await tf.io.encodeWeights(optimizer.state());
  const manifest: OptimizerManifest = { variables: Object.keys(trainableVariables(model)), tensors: specs };
  return {
    'optimizer.json': JSON.stringify(manifest) + '\n',
    'optimizer.bin': new Uint8Array(data),
  };
}

/**
 * Puts an optimizer into the state of a checkpoint.
 *
 * @throws AugmixError `CHECKPOINT_INVALID` when the files do not fit each other or the model.
 */
export function restoreOptimizer(
  optimizer: Optimizer,
  model: LayersModel,
  files: Checkpoint['optimizer'],
): void {
  const { variables, tensors } = JSON.parse(files['optimizer.json']) as OptimizerManifest;
  const expected = tensors.reduce(
    (sum, { shape }) => sum + shape.reduce((product, side) => product * side, 4),
    0,
  );
  const bytes = files['optimizer.bin'];
  if (bytes.length !== expected) {
    throw new AugmixError('CHECKPOINT_INVALID', `optimizer.bin has ${bytes.length} bytes`, {
      expected: `${expected}`,
    });
  }
  const current = Object.keys(trainableVariables(model));
  if (current.length !== variables.length) {
    throw new AugmixError(
      'CHECKPOINT_INVALID',
      `the optimizer's state is for ${variables.length} variables`,
      {
        expected: `${current.length}`,
      },
    );
  }
  const saved = tf.io.decodeWeights(bytes.slice().buffer, tensors);
  const state: NamedTensors = {};
  for (const [name, tensor] of Object.entries(saved)) state[renamed(name, variables, current)] = tensor;
  optimizer.restore(state);
  tf.dispose(saved);
}

// Unnamed layers have other numbers in every process, so a variable is known by its place. A name may go on behind the
// variable's, as in "kernel/momentum".
function renamed(name: string, saved: readonly string[], current: readonly string[]): string {
  const place = saved.findIndex((variable) => name === variable || name.startsWith(`${variable}/`));
  return place < 0 ? name : current[place] + name.slice(saved[place].length);
}
