import type { NamedTensors, Optimizer } from '@augmix/core/tensor';
import * as tf from '@tensorflow/tfjs-core';

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
      for (const [name, variable] of Object.entries(variables)) {
        tf.tidy(() => {
          const decayed =
            weightDecay === 0 ? gradients[name] : tf.add(gradients[name], tf.mul(variable, weightDecay));
          let direction = decayed;
          if (momentum !== 0) {
            const before = velocities.get(name);
            const velocity = before ? tf.add(tf.mul(before, momentum), decayed) : tf.clone(decayed);
            direction = nesterov ? tf.add(decayed, tf.mul(velocity, momentum)) : velocity;
            replaceVelocity(name, velocity);
          }
          variable.assign(tf.sub(variable, tf.mul(direction, rate)));
        });
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
