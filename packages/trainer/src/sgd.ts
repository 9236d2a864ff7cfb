import type { NamedTensors, Optimizer } from '@augmix/core/tensor';
import * as tf from '@tensorflow/tfjs-core';
import { composedUpdate, fusedUpdate, hasFusedUpdate } from './internal/nesterov-update.js';

/** Options of {@link sgd}. */
export interface SgdSettings {
  /** Base rate, above 0 (default 0.1). */
  learningRate?: number;
  /** 0 … 1 (default 0.9). */
  momentum?: number;
  /** Looks one step of momentum ahead (default true). */
  nesterov?: boolean;
  /** Coupled L2 penalty on every variable, batch norm and biases included (default 0.0005). */
  weightDecay?: number;
}

/**
 * Stochastic gradient descent with momentum as PyTorch defines it: `g += weightDecay · w`, `v = momentum · v + g`,
 * `w −= rate · (g + momentum · v)`, or `rate · v` without Nesterov.
 *
 * Source: `torch.optim.SGD` with `dampening = 0`.
 *
 * @example
 * ```ts
 * import * as tf from '@tensorflow/tfjs-core';
 * import { startWasmBackend } from '@augmix/backend-wasm';
 * import { sgd } from '@augmix/trainer';
 * await startWasmBackend();
 * const w = tf.variable(tf.tensor1d([1]));
 * const optimizer = sgd({ momentum: 0.9, weightDecay: 0 });
 * optimizer.step({ w }, { w: tf.tensor1d([1]) }, 0.1);
 * w.dataSync()[0]; // => 0.81
 * ```
 */
export function sgd({
  learningRate = 0.1,
  momentum = 0.9,
  nesterov = true,
  weightDecay = 0.0005,
}: SgdSettings = {}): Optimizer {
  const velocities = new Map<string, tf.Tensor>();

  const replaceVelocity = (name: string, velocity: tf.Tensor): void => {
    velocities.get(name)?.dispose();
    velocities.set(name, tf.keep(velocity));
  };

  return {
    learningRate,
    step(variables, gradients, rate) {
      const update = momentum !== 0 && hasFusedUpdate() ? fusedUpdate : composedUpdate;
      const settings = { learningRate: rate, momentum, weightDecay, nesterov };
      const after = update(variables, gradients, Object.fromEntries(velocities), settings);
      for (const [name, velocity] of Object.entries(after.velocities)) replaceVelocity(name, velocity);
      for (const [name, value] of Object.entries(after.values)) {
        variables[name].assign(value);
        value.dispose();
      }
    },
    state: () => Object.fromEntries(velocities),
    restore(state: NamedTensors) {
      for (const [name, velocity] of Object.entries(state)) replaceVelocity(name, tf.clone(velocity));
    },
    dispose() {
      for (const velocity of velocities.values()) velocity.dispose();
      velocities.clear();
    },
  };
}
