import {
  fusedKernels,
  type NamedTensors,
  type NesterovUpdateAttributes,
  type NesterovUpdateInputs,
} from '@augmix/core/tensor';
import * as tf from '@tensorflow/tfjs-core';

/** New values and velocities by variable name, which the caller has to dispose of. */
export interface SgdUpdate {
  values: NamedTensors;
  velocities: NamedTensors;
}

type Settings = Omit<NesterovUpdateAttributes, 'count'>;

/** Whether the current backend updates all variables with one kernel. */
export const hasFusedUpdate = (): boolean =>
  tf.getKernel(fusedKernels.nesterovUpdate, tf.getBackend()) !== undefined;

/** The step for all variables at once, by the backend's kernel. Missing velocities count as zeros. */
export function fusedUpdate(
  variables: NamedTensors,
  gradients: NamedTensors,
  velocities: NamedTensors,
  settings: Settings,
): SgdUpdate {
  const names = Object.keys(variables);
  const attributes: NesterovUpdateAttributes = { ...settings, count: names.length };
  const results = tf.tidy(() => {
    const inputs: NesterovUpdateInputs = {};
    for (const [i, name] of names.entries()) {
      inputs[`value${i}`] = variables[name];
      inputs[`gradient${i}`] = gradients[name];
      inputs[`velocity${i}`] = velocities[name] ?? tf.zerosLike(variables[name]);
    }
    const outputs: tf.Tensor[] = tf
      .engine()
      .runKernel(
        fusedKernels.nesterovUpdate,
        inputs as tf.NamedTensorMap,
        attributes as unknown as tf.NamedAttrMap,
      );
    return outputs.map((output) => tf.keep(output));
  });
  return {
    values: Object.fromEntries(names.map((name, i) => [name, results[i]])),
    velocities: Object.fromEntries(names.map((name, i) => [name, results[names.length + i]])),
  };
}

/** The step composed from ordinary ops: what the kernel must give. */
export function composedUpdate(
  variables: NamedTensors,
  gradients: NamedTensors,
  velocities: NamedTensors,
  { learningRate, momentum, weightDecay, nesterov }: Settings,
): SgdUpdate {
  const update: SgdUpdate = { values: {}, velocities: {} };
  for (const [name, value] of Object.entries(variables)) {
    tf.tidy(() => {
      const decayed =
        weightDecay === 0 ? gradients[name] : tf.add(gradients[name], tf.mul(value, weightDecay));
      let direction = decayed;
      if (momentum !== 0) {
        const before = velocities[name];
        const velocity = before ? tf.add(tf.mul(before, momentum), decayed) : tf.clone(decayed);
        direction = nesterov ? tf.add(decayed, tf.mul(velocity, momentum)) : velocity;
        update.velocities[name] = tf.keep(velocity);
      }
      update.values[name] = tf.keep(tf.sub(value, tf.mul(direction, learningRate)));
    });
  }
  return update;
}
